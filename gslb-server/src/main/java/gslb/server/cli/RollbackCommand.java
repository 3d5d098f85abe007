package gslb.server.cli;

import gslb.server.control.AdminClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gslb rollback}. */
@Command(
    name = "rollback",
    description = {
      "Makes a running server publish the definitions of an earlier generation as a new one.",
      "What it served until then is not published again from the folder until that has changed."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb rollback               to what was served before",
      "  gslb rollback 41            to generation 41; 'gslb generations' lists those there are",
      "",
      "Exit status: 0 served, 2 refused: the same definitions are served on."
    })
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "GENERATION",
      description = "Its number. Without it, the newest with other definitions than are served.")
  private @Nullable Long generation;

  @Override
  public Integer call() {
    Map<String, String> parameters =
        generation == null ? Map.of() : Map.of("generation", generation.toString());
    PrintWriter out = spec.commandLine().getOut();
    AdminClient.Answer answer = admin.post(spec.commandLine().getErr(), "/v1/rollback", parameters);
    json.print(out, answer, () -> ReloadCommand.tell(out, new Document(answer.document())));
    return answer.code() == 200 ? ExitStatus.OK : ExitStatus.FAILED;
  }
}
