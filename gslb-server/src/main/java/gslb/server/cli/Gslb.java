package gslb.server.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code gslb}. */
@Command(
    name = "gslb",
    description = "Answers DNS and directs each client to a datacenter that is near and up.",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    subcommands = {
      ServeCommand.class,
      ProbeCommand.class,
      CheckCommand.class,
      ExplainCommand.class,
      WhereCommand.class,
      GeoCommand.class,
      PlanCommand.class,
      SimulateCommand.class,
      ReloadCommand.class,
      RollbackCommand.class,
      GenerationsCommand.class,
      StatusCommand.class,
      DrainCommand.class,
      DownCommand.class,
      UpCommand.class,
      WeightCommand.class,
      RestoreCommand.class,
      JournalCommand.class,
      TailCommand.class,
      DemoCommand.class,
      TrainCommand.class,
      VersionCommand.class
    },
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nStart here:%n",
    footer = {
      "  gslb demo                     three regions in one process, with members to stop",
      "  gslb check zones/example      are the definitions right?",
      "  gslb COMMAND --help           what a command does, with examples"
    })
public final class Gslb implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  /** Runs a command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /** Runs a command; gives its exit status. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Gslb())
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Gslb::failed)
        .setParameterExceptionHandler(Gslb::misused)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command");
  }

  /** A stack trace helps nobody who typed a command; a bug still shows its own. */
  private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof FailedException told) {
      command.getErr().println("gslb: " + told.getMessage());
      return ExitStatus.FAILED;
    }
    throw failure;
  }

  private static int misused(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("gslb: " + misuse.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(misuse, err)) {
      command.usage(err);
    }
    return ExitStatus.FAILED;
  }
}
