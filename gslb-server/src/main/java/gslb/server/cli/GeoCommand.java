package gslb.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gslb geo}. */
@Command(
    name = "geo",
    description = "Looks after the geo databases.",
    mixinStandardHelpOptions = true,
    subcommands = GeoUpdateCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb geo update --config server.yaml     fetches what is new of geo.update.sources"
    })
final class GeoCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command: update");
  }
}
