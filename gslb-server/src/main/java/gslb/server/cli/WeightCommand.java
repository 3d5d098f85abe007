package gslb.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gslb weight}. */
@Command(
    name = "weight",
    description = "Gives members another weight than the declared one.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb weight web/fra-1 20 --reason 'half a machine' --for 12h",
      "",
      "Exit status: 0 done, 2 refused or nobody is there."
    })
final class WeightCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();
  @Mixin private JsonOption json = new JsonOption();
  @Mixin private OverrideOptions options = new OverrideOptions();

  @Parameters(index = "1", paramLabel = "WEIGHT", description = "0..65535.")
  private String weight = "";

  @Override
  public Integer call() {
    Map<String, String> parameters = options.parameters("weight");
    parameters.put("weight", weight);
    return SaidOverride.say(spec, admin, json, parameters);
  }
}
