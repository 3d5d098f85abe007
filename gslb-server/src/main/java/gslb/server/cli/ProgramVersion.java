package gslb.server.cli;

import picocli.CommandLine.IVersionProvider;

/** Which gslb on which Java this is. */
final class ProgramVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"gslb " + program() + " on Java " + Runtime.version()};
  }

  /** The installed package's version, which the launcher knows; else what the jar was built as. */
  static String program() {
    String installed = System.getProperty("gslb.version");
    if (installed != null) {
      return installed;
    }
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
