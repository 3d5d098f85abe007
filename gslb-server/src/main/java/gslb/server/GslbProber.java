package gslb.server;

import gslb.health.ProbeAgent;
import gslb.health.cluster.HazelcastStatusMap;
import gslb.health.probe.HostTools;
import gslb.server.config.ServerConfig;
import gslb.server.state.StateTroubles;
import gslb.server.transport.EventLoops;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Reading;
import gslb.zones.problem.Problem;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A prober of its own: a vantage that answers no queries, a client of its region's cluster. */
public final class GslbProber implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GslbProber.class);

  private final ServerConfig config;
  private final SharedKey key;
  private final ProbeAgent agent;
  private final Parts parts;

  private GslbProber(ServerConfig config, SharedKey key, ProbeAgent agent, Parts parts) {
    this.config = config;
    this.key = key;
    this.agent = agent;
    this.parts = parts;
  }

  /** Begins to probe; does not wait for its cluster. */
  public static GslbProber start(ServerConfig config) throws StartException {
    return start(config, false);
  }

  /**
   * Begins to probe.
   *
   * @param member whether to be a member of the region's cluster, where no server is one
   */
  public static GslbProber start(ServerConfig config, boolean member) throws StartException {
    Declarations declarations = read(config);
    SharedKey key = SharedKey.open(config.cluster().keyFile());
    Parts parts = new Parts();
    try {
      HazelcastStatusMap statuses =
          parts.add(SharedStatuses.open(config.cluster(), member, key.key()));
      Vertx vertx = EventLoops.open();
      parts.add(() -> vertx.close());
      ProbeAgent agent =
          parts.add(
              new ProbeAgent(
                  declarations,
                  config.probe().vantage(),
                  config.node().region(),
                  statuses,
                  vertx,
                  KeptEpoch.next(
                      config.state(), "probe", InstantSource.system(), new StateTroubles()),
                  HostTools.find(config.probe().commands())));
      return new GslbProber(config, key, agent, parts);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static Declarations read(ServerConfig config) throws StartException {
    return switch (DefinitionsFolder.read(config.definitions(), config.fetchedOrigins())) {
      case Reading.Accepted(Declarations declarations) -> declarations;
      case Reading.Refused(List<Problem> problems) ->
          throw new StartException(config.definitions() + " cannot be probed", problems);
    };
  }

  /** Reads the definitions and the clusters' key anew; wrong ones change nothing. */
  public void reload() {
    key.reload();
    switch (DefinitionsFolder.read(config.definitions(), config.fetchedOrigins())) {
      case Reading.Accepted(Declarations declarations) -> agent.replace(declarations);
      case Reading.Refused(List<Problem> problems) ->
          log.error("{} refused, the first problem: {}", config.definitions(), problems.getFirst());
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
