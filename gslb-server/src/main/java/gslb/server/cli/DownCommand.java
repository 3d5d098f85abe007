package gslb.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gslb down}. */
@Command(
    name = "down",
    description = "Takes members out of every answer at once, even when nothing else is left.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb down web/fra-1 --reason 'serves garbage' --for 1d",
      "  gslb down pool:web --reason incident-4711 --forever --force",
      "",
      "Exit status: 0 done, 2 refused or nobody is there."
    })
final class DownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();
  @Mixin private JsonOption json = new JsonOption();
  @Mixin private OverrideOptions options = new OverrideOptions();

  @Override
  public Integer call() {
    return SaidOverride.say(spec, admin, json, options.parameters("down"));
  }
}
