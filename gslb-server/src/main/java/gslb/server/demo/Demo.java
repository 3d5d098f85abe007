package gslb.server.demo;

import gslb.server.GslbProber;
import gslb.server.GslbServer;
import gslb.server.StartException;
import gslb.server.config.ServerConfig;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Problem;
import gslb.zones.Reading;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A running demo. */
public final class Demo implements AutoCloseable {
  private final List<AutoCloseable> parts = Collections.synchronizedList(new ArrayList<>());
  private final DemoMembers members;
  private final Vertx vertx = Vertx.vertx();

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
    DemoControl control = new DemoControl(vertx, members);
    parts.add(control);
    control.start(plan.control());
    startMembers();
    List<CompletableFuture<Void>> probers = new ArrayList<>();
    for (ServerConfig config : plan.probers()) {
      probers.add(CompletableFuture.runAsync(() -> probe(config)));
    }
    parts.add(GslbServer.start(plan.server(), version));
    try {
      probers.forEach(CompletableFuture::join);
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
      parts.add(GslbProber.start(config, true));
    } catch (StartException e) {
      throw new CompletionException(e);
    }
  }

  /** Names of the members that can be stopped and started, sorted. */
  public List<String> members() {
    return members.names();
  }

  @Override
  public void close() {
    // Side by side: each may wait for a cluster, and who pressed Ctrl-C does not want to.
    List.copyOf(parts).parallelStream().forEach(Demo::close);
    vertx.close();
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
