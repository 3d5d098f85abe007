package gslb.server.cli;

import gslb.server.control.AdminClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gslb generations}. */
@Command(
    name = "generations",
    description = "Lists the generations that a running server keeps and can go back to.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb generations            this machine's server",
      "  gslb rollback 41            goes back to one of them"
    })
final class GenerationsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    AdminClient.Answer answer = admin.get(spec.commandLine().getErr(), "/v1/generations", Map.of());
    json.print(out, answer, () -> print(out, new Document(answer.document())));
    return answer.code() == 200 ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private static void print(PrintWriter out, Document document) {
    Table table = new Table();
    table.row("GENERATION", "PUBLISHED", "ZONES", "STEERED NAMES", "CONTENT", "DEFINITIONS");
    for (Document line : document.documents("generations")) {
      table.row(
          line.text("generation") + (line.is("served") ? " served" : ""),
          line.text("published"),
          line.text("zones"),
          line.text("steered_names"),
          line.has("of") ? "of generation " + line.text("of") : "of the folder",
          line.text("digest").substring(0, Math.min(8, line.text("digest").length())));
    }
    table.print(out, "");
  }
}
