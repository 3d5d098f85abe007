package gslb.server.cli;

import picocli.CommandLine.IVersionProvider;

/** Which gslb on which Java this is. */
final class ProgramVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"gslb " + program() + " on Java " + Runtime.version()};
  }

  /** The version the program was built as; a build that was not packaged has none. */
  static String program() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
