package gslb.server.cli;

import gslb.server.config.ServerConfig;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Reading;
import gslb.zones.problem.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gslb check}. */
@Command(
    name = "check",
    description = "Reads definitions as a server would and tells every problem, a line each.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb check zones/example             a folder of definitions",
      "  gslb check --config server.yaml      a host's configuration and the folder it names",
      "  gslb check --strict zones/example    warnings fail too, as in a pipeline",
      "",
      "Exit status: 0 clean, 1 warnings (only with --strict), 2 errors."
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder. Without it, the one in --config.")
  private @Nullable Path folder;

  @Option(names = "--strict", description = "End with status 1 if there are warnings.")
  private boolean strict;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ServerConfig server = config.read(spec.commandLine().getErr());
    Path checked = folder == null ? server.definitions() : folder;
    return switch (DefinitionsFolder.read(checked, server.fetchedOrigins())) {
      case Reading.Accepted(Declarations declarations) -> {
        print(out, checked, declarations.warnings());
        out.println(
            checked + ": " + contents(declarations) + "; " + count(declarations.warnings()));
        yield strict && !declarations.warnings().isEmpty() ? ExitStatus.WARNINGS : ExitStatus.OK;
      }
      case Reading.Refused(List<Problem> problems) -> {
        print(out, checked, problems);
        out.println(checked + ": " + count(problems));
        yield ExitStatus.FAILED;
      }
    };
  }

  private static void print(PrintWriter out, Path folder, List<Problem> problems) {
    // With the folder in front, so that a terminal or an editor finds the file.
    problems.forEach(problem -> out.println(folder.resolve(problem.toString())));
  }

  private static String contents(Declarations declarations) {
    return counted(declarations.zones().size(), "zone")
        + ", "
        + counted(declarations.policies().size(), "steered name")
        + ", "
        + counted(declarations.pools().size(), "pool");
  }

  private static String count(List<Problem> problems) {
    long errors = problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).count();
    long warnings = problems.size() - errors;
    if (problems.isEmpty()) {
      return "no problems";
    }
    return (errors > 0 ? counted(errors, "error") : "")
        + (errors > 0 && warnings > 0 ? ", " : "")
        + (warnings > 0 ? counted(warnings, "warning") : "");
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
