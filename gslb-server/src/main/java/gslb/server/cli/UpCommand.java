package gslb.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gslb up}. */
@Command(
    name = "up",
    description = "Has members answered whatever the vantages see.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb up web/fra-1 --reason 'the check is wrong' --for 4h",
      "",
      "Exit status: 0 done, 2 refused or nobody is there."
    })
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();
  @Mixin private JsonOption json = new JsonOption();
  @Mixin private OverrideOptions options = new OverrideOptions();

  @Override
  public Integer call() {
    return SaidOverride.say(spec, admin, json, options.parameters("up"));
  }
}
