package gslb.server.cli;

import gslb.server.StartException;
import gslb.server.demo.Demo;
import gslb.server.demo.DemoGuide;
import gslb.server.demo.DemoPlan;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gslb demo}. */
@Command(
    name = "demo",
    description = "Runs three regions in one process on this machine, with members to stop.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb demo                run it; it prints what to try",
      "  gslb demo stop fra-1     in another window: stop a member of the running demo",
      "  gslb demo start fra-1    and start it again"
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Startup.takeOverLogs();
    DemoPlan plan = DemoPlan.usual(ConfigOption.home());
    PrintWriter out = spec.commandLine().getOut();
    Demo demo;
    try {
      demo = Demo.start(plan, ProgramVersion.program());
    } catch (StartException e) {
      throw Startup.failed(e, spec.commandLine().getErr());
    }
    out.println(DemoGuide.text(plan, demo.members()));
    UntilStopped.run(demo, () -> {});
    return ExitStatus.OK;
  }

  /** {@code gslb demo stop}. */
  @Command(
      name = "stop",
      description = "Stops a member of the running demo, as if its machine had died.",
      mixinStandardHelpOptions = true)
  int stop(
      @Parameters(paramLabel = "MEMBER", description = "Its name, such as fra-1.") String member) {
    return new DemoChange(spec).post("stop", member);
  }

  /** {@code gslb demo start}. */
  @Command(
      name = "start",
      description = "Starts a stopped member of the running demo.",
      mixinStandardHelpOptions = true)
  int start(
      @Parameters(paramLabel = "MEMBER", description = "Its name, such as fra-1.") String member) {
    return new DemoChange(spec).post("start", member);
  }
}
