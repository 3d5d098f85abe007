package gslb.server.cli;

import gslb.server.GslbServer;
import gslb.server.StartException;
import gslb.server.config.ServerConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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
    started.complete(server);
    JvmThreads.yieldToAnswers();
    spec.commandLine()
        .getOut()
        .println(
            "answering on %s, admin on %s"
                .formatted(
                    Startup.text(server.dnsAddresses()), Startup.text(server.adminAddress())));
    UntilStopped.run(server, server::awaitReplaced);
    return ExitStatus.OK;
  }

  /** Now, or as soon as there is a server. */
  private static void reload(CompletableFuture<GslbServer> started) {
    var _ = started.thenAccept(GslbServer::reload);
  }
}
