package gslb.server.demo;

import gslb.server.GslbProber;
import gslb.server.GslbServer;
import gslb.server.StartException;
import gslb.server.config.ServerConfig;
import gslb.server.transport.EventLoops;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Reading;
import gslb.zones.problem.Problem;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running demo. */
public final class Demo implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Demo.class);

  private final DemoMembers members;
  private final Vertx vertx = EventLoops.open();
  private final List<GslbProber> probers = new CopyOnWriteArrayList<>();
  private @Nullable DemoControl control;
  private @Nullable GslbServer server;

  private Demo(Declarations declarations) {
    this.members = new DemoMembers(vertx, declarations);
  }

  /**
   * Starts everything and comes back when it answers.
   *
   * @param version of the program, for its status
   */
  public static Demo start(DemoPlan plan, String version) throws StartException {
    Demo demo = new Demo(read(plan));
    try {
      demo.run(plan, version);
      return demo;
    } catch (IOException e) {
      demo.close();
      throw new StartException(e.getMessage() + "; is another demo running?", e);
    } catch (StartException | RuntimeException e) {
      demo.close();
      throw e;
    }
  }

  private static Declarations read(DemoPlan plan) throws StartException {
    return switch (DefinitionsFolder.read(plan.definitions())) {
      case Reading.Accepted(Declarations declarations) -> declarations;
      case Reading.Refused(List<Problem> problems) ->
          throw new StartException(plan.definitions() + " cannot be served", problems);
    };
  }

  private void run(DemoPlan plan, String version) throws IOException, StartException {
    control = new DemoControl(vertx, members);
    control.start(plan.control());
    startMembers();
    List<CompletableFuture<Void>> starting = new ArrayList<>();
    for (ServerConfig config : plan.probers()) {
      starting.add(CompletableFuture.runAsync(() -> probe(config)));
    }
    server = GslbServer.start(plan.server(), version);
    try {
      starting.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new StartException("a prober did not start: " + e.getCause(), e);
    }
  }

  private void startMembers() throws IOException {
    try {
      members.startAll().await(10, TimeUnit.SECONDS);
    } catch (Exception e) { // await throws what a member failed with, whatever its type
      throw new IOException(e.getMessage(), e);
    }
  }

  private void probe(ServerConfig config) {
    try {
      probers.add(GslbProber.start(config, true));
    } catch (StartException e) {
      throw new CompletionException(e);
    }
  }

  /** Names of the members that can be stopped and started, sorted. */
  public List<String> members() {
    return members.names();
  }

  /** The server first: it would otherwise look for the regions that are already gone. */
  @Override
  public void close() {
    quietly(server);
    quietly(control);
    probers.parallelStream().forEach(Demo::quietly);
    vertx.close();
  }

  private static void quietly(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) { // AutoCloseable promises no less
      log.warn("{} was not closed", part, e);
    }
  }
}
