package gslb.server.cli;

import gslb.server.control.AdminClient;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gslb status}. */
@Command(
    name = "status",
    description = "Shows what a running server serves and what it thinks of the world.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb status                                this machine's server",
      "  gslb status --admin 10.1.0.11:8053         another one",
      "  gslb status --watch                        the same again and again, until Ctrl-C",
      "  gslb status --json                         everything there is, for scripts",
      "  gslb status > /dev/null || echo look       its exit status alone",
      "",
      "Exit status: 0 it serves and all is well, 1 it serves and somebody should look,",
      "2 it does not serve or nobody is there."
    })
final class StatusCommand implements Callable<Integer> {
  private static final Duration PACE = Duration.ofSeconds(2);

  /** Clears a terminal: erase it, cursor to its corner. */
  private static final String CLEAR = "\u001b[2J\u001b[H";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--watch", description = "Show it again every 2 s, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "With --watch, end after showing it N times.")
  private @Nullable Integer count;

  @Override
  public Integer call() throws InterruptedException {
    if (count != null && (!watch || count < 1)) {
      throw new FailedException("expected --count 1 or more, and --watch");
    }
    int left = watch ? count == null ? Integer.MAX_VALUE : count : 1;
    int exit = show();
    for (left--; left > 0; left--) {
      Thread.sleep(PACE);
      exit = show();
    }
    return exit;
  }

  private int show() {
    PrintWriter out = spec.commandLine().getOut();
    AdminClient.Answer answer;
    try {
      answer = admin.get(spec.commandLine().getErr(), "/v1/status", Map.of());
    } catch (FailedException gone) {
      if (!watch) {
        throw gone;
      }
      spec.commandLine().getErr().println("gslb: " + gone.getMessage());
      return ExitStatus.FAILED;
    }
    Document status = new Document(answer.document());
    if (watch && atTerminal()) {
      out.print(CLEAR);
    }
    json.print(out, answer, () -> StatusText.print(out, status));
    return exit(status);
  }

  private static boolean atTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private static int exit(Document status) {
    if (!status.is("serving")) {
      return ExitStatus.FAILED;
    }
    return status.is("healthy") ? ExitStatus.OK : ExitStatus.WARNINGS;
  }
}
