package gslb.server.cli;

import gslb.server.GslbServer;
import gslb.server.StartException;
import gslb.server.config.ServerConfig;
import gslb.server.linux.ServiceManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gslb serve}. */
@Command(
    name = "serve",
    description = "Runs a name server until it is told to stop.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb serve                          zones/example on 127.0.0.1:5300",
      "  gslb serve --config server.yaml     as a host's configuration says",
      "  gslb serve --replace                in place of the server that runs: nothing is lost",
      "",
      "SIGHUP reads the definitions anew, as 'gslb reload' does. Ctrl-C and SIGTERM stop it."
    })
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--replace",
      description = {
        "Takes the sockets over from the server that runs on the same state folder, and has it"
            + " stop",
        "once this one answers; if this one cannot start, that one goes on. Without one: starts."
      })
  private boolean replace;

  @Option(
      names = "--pid-file",
      paramLabel = "FILE",
      description = "Where to write the number of this process, once it answers.")
  private @Nullable Path pidFile;

  private final ServiceManager manager = ServiceManager.ofEnvironment();

  @Override
  public Integer call() throws InterruptedException {
    Startup.takeOverLogs();
    PrintWriter err = spec.commandLine().getErr();
    CompletableFuture<GslbServer> started = new CompletableFuture<>();
    Hangup.handle(() -> reload(started)); // first: unheard, the signal ends the process
    ServerConfig read = config.read(err);
    GslbServer server;
    try {
      server =
          replace
              ? GslbServer.replace(read, ProgramVersion.program())
              : GslbServer.start(read, ProgramVersion.program());
    } catch (StartException e) {
      throw Startup.failed(e, err);
    }
    LoadedJars.openAll();
    tellReady(server);
    started.complete(server);
    JvmThreads.yieldToAnswers();
    spec.commandLine().getOut().println(summary(server));
    UntilStopped.run(server, server::awaitReplaced, manager::stopping);
    return ExitStatus.OK;
  }

  /** The service manager first: who waits for the file may have it act on what it was told. */
  private void tellReady(GslbServer server) {
    manager.ready(summary(server));
    Path file = pidFile;
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      spec.commandLine().getErr().println("gslb: " + file + " cannot be written: " + e);
    }
  }

  private static String summary(GslbServer server) {
    return "answering on %s, admin on %s"
        .formatted(Startup.text(server.dnsAddresses()), Startup.text(server.adminAddress()));
  }

  /** Now, or as soon as there is a server. */
  private void reload(CompletableFuture<GslbServer> started) {
    var _ =
        started.thenAccept(server -> {
          manager.reloading();
          server.reload();
          manager.ready(summary(server));
        });
  }
}
