package gslb.server.cli;

import gslb.server.control.AdminClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gslb reload}. */
@Command(
    name = "reload",
    description = "Makes a running server read its definitions anew, all or nothing.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb reload                                this machine's server",
      "  gslb check zones/example && gslb reload    look before you leap",
      "  gslb reload --json                         for scripts",
      "",
      "Exit status: 0 served or nothing new, 2 refused: the former definitions are served on."
    })
final class ReloadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--allow-empty",
      description = "Publish definitions without any zone, too, where there were some.")
  private boolean allowEmpty;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    AdminClient.Answer answer =
        admin.post(
            spec.commandLine().getErr(),
            "/v1/reload",
            allowEmpty ? Map.of("allow_empty", "true") : Map.of());
    json.print(out, answer, () -> tell(out, new Document(answer.document())));
    return answer.code() == 200 ? ExitStatus.OK : ExitStatus.FAILED;
  }

  /** What came of publishing something. */
  static void tell(PrintWriter out, Document report) {
    report.documents("problems").forEach(problem -> out.println(problem.text("text")));
    out.println(summary(report));
  }

  private static String summary(Document report) {
    String generation = "generation " + report.text("generation");
    return switch (report.text("outcome")) {
      case "published" -> generation + " is served";
      case "unchanged" -> "nothing new; " + generation + " is served";
      case "refused" -> "refused; " + generation + " is served on";
      default -> report.text("error");
    };
  }
}
