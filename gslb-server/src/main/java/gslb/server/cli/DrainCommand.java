package gslb.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gslb drain}. */
@Command(
    name = "drain",
    description = "Takes clients away from members gently: no new ones, those there leave.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb drain fra --reason 'new switches' --for 2h       a datacenter, until it is done",
      "  gslb drain web/fra-1 --reason disk --forever          a member, until it is restored",
      "  gslb drain '*/fra-*' --reason test --for 10m --force  even below a safety floor",
      "",
      "Exit status: 0 done, 2 refused or nobody is there."
    })
final class DrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();
  @Mixin private JsonOption json = new JsonOption();
  @Mixin private OverrideOptions options = new OverrideOptions();

  @Override
  public Integer call() {
    return SaidOverride.say(spec, admin, json, options.parameters("drain"));
  }
}
