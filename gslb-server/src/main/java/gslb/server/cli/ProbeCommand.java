package gslb.server.cli;

import gslb.server.GslbProber;
import gslb.server.StartException;
import gslb.server.config.ServerConfig;
import gslb.server.linux.ServiceManager;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gslb probe}. */
@Command(
    name = "probe",
    description = "Probes members as a vantage of its own, without answering queries.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb probe --config prober.yaml            a client of its region's cluster",
      "  gslb probe --config prober.yaml --member   a member of it, where no server is one",
      "",
      "It reads node.region, definitions, cluster and probe.vantage of the file. SIGHUP reads the",
      "definitions anew. Ctrl-C and SIGTERM stop it."
    })
final class ProbeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--member",
      description = "Be a member of the region's cluster on cluster.listen, not a client.")
  private boolean member;

  @Override
  public Integer call() throws InterruptedException {
    Startup.takeOverLogs();
    PrintWriter err = spec.commandLine().getErr();
    ServerConfig read = config.read(err);
    GslbProber prober;
    try {
      prober = GslbProber.start(read, member);
    } catch (StartException e) {
      throw Startup.failed(e, err);
    }
    ServiceManager manager = ServiceManager.ofEnvironment();
    String summary =
        "probing %s as %s from %s"
            .formatted(read.definitions(), read.probe().vantage(), read.node().region());
    Hangup.handle(() -> {
      manager.reloading();
      prober.reload();
      manager.ready(summary);
    });
    LoadedJars.openAll();
    manager.ready(summary);
    spec.commandLine().getOut().println(summary);
    UntilStopped.run(prober, manager::stopping);
    return ExitStatus.OK;
  }
}
