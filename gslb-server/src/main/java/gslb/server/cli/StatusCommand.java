package gslb.server.cli;

import gslb.server.control.AdminClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gslb status}. */
@Command(
    name = "status",
    description = "Shows what a running server serves and what it thinks of its members.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb status                                this machine's server",
      "  gslb status --admin 10.1.0.11:8053         another one",
      "  gslb status --json                         everything there is, for scripts",
      "",
      "Exit status: 0 it serves, 2 it does not or nobody is there."
    })
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    AdminClient.Answer answer = admin.get(spec.commandLine().getErr(), "/v1/status", Map.of());
    Document status = new Document(answer.document());
    json.print(out, answer, () -> StatusText.print(out, status));
    return status.is("serving") ? ExitStatus.OK : ExitStatus.FAILED;
  }
}
