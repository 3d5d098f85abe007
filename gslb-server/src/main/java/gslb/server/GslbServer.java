package gslb.server;

import gslb.geo.GeoDatabaseException;
import gslb.geo.PlaceTable;
import gslb.health.ProbeAgent;
import gslb.health.cluster.HazelcastStatusMap;
import gslb.health.probe.HostTools;
import gslb.health.status.Heartbeat;
import gslb.health.status.KeptReport;
import gslb.server.answer.Identity;
import gslb.server.answer.Recorder;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.config.ServerConfig;
import gslb.server.control.AdminActions;
import gslb.server.control.AdminServer;
import gslb.server.control.ControlThread;
import gslb.server.control.Explainer;
import gslb.server.control.Generations;
import gslb.server.control.GeoFeed;
import gslb.server.control.GeoFiles;
import gslb.server.control.HoldStore;
import gslb.server.control.OperatorActions;
import gslb.server.control.OverrideDesk;
import gslb.server.control.OverrideFeed;
import gslb.server.control.OverrideStore;
import gslb.server.control.ReloadReport;
import gslb.server.control.ReloadRequest;
import gslb.server.control.Reloader;
import gslb.server.control.ServedVerdicts;
import gslb.server.control.StatusStore;
import gslb.server.control.VerdictFeed;
import gslb.server.control.VerdictStore;
import gslb.server.generation.GenerationStore;
import gslb.server.handover.Handed;
import gslb.server.handover.Predecessor;
import gslb.server.handover.Succession;
import gslb.server.journal.Journal;
import gslb.server.limit.RateLimiter;
import gslb.server.querylog.LogKind;
import gslb.server.querylog.QueryLog;
import gslb.server.secondary.SecondaryZones;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.state.StateTroubles;
import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import gslb.server.transfer.Notifier;
import gslb.server.transfer.Privileges;
import gslb.server.transport.Answerer;
import gslb.server.transport.CertificateFiles;
import gslb.server.transport.Connections;
import gslb.server.transport.EventLoops;
import gslb.server.transport.ProxiedAnswerer;
import gslb.server.transport.ProxyTrust;
import gslb.server.transport.SnapshotAnswerer;
import gslb.server.transport.TcpServer;
import gslb.server.transport.Transport;
import gslb.server.transport.UdpServer;
import gslb.server.transport.WarmUp;
import gslb.server.wire.CookieSecret;
import gslb.zones.Declarations;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A name server, put together. */
public final class GslbServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GslbServer.class);

  /** Doubled with each try: a secondary has about a minute to come back. */
  private static final Duration NOTICE_WAIT = Duration.ofSeconds(2);

  /** How long connections may go on that a replaced server has, unless idle for too long before. */
  private static final Duration FINISH = Duration.ofSeconds(30);

  private static final Duration BEAT = Duration.ofSeconds(1);

  /** So much of what vantages said may be lost with a crash; it is stale by then anyway. */
  private static final Duration KEEP_STATUSES = Duration.ofSeconds(10);

  private final ServerConfig config;
  private final String version;
  private final InstantSource clock = InstantSource.system();
  private final Parts parts = new Parts();
  private final ServerStats stats;
  private final Vertx vertx;
  private final ProxyTrust proxies;
  private final Connections connections;
  private final SharedKey key;
  private final HazelcastStatusMap statuses;
  private final SnapshotRef snapshots = new SnapshotRef();
  private final StateTroubles troubles = new StateTroubles();
  private final SharedCookies cookies;
  private final Identity identity;
  private final RateLimiter limiter;
  private final VerdictFeed feed;
  private final StatusStore statusStore;
  private final InstantSource epochs;
  private final GenerationStore generations;
  private final GeoFeed geo;
  private final Reloader reloader;
  private final ControlThread control;
  private final AdminServer admin;
  private final Privileges privileges;
  private final Notifier notifier;
  private final SecondaryZones secondaries;
  private final QueryLog queryLog;
  private final List<Transport> transports = new CopyOnWriteArrayList<>();

  /** The server that has our addresses; null = none has, or it has stopped. */
  private @Nullable Predecessor predecessor;

  /** Counted down when nobody has our place in the cluster. */
  private final CountDownLatch clusterFree;

  /** Counted down when another process has taken over and this one has finished. */
  private final CountDownLatch replaced = new CountDownLatch(1);

  /** What encrypted addresses are served with; null = there are none. */
  private final @Nullable CertificateFiles certificate;

  /** Written and read on the control thread, through {@link #probe}. */
  private @Nullable ProbeAgent agent;

  private GslbServer(ServerConfig config, String version, @Nullable Predecessor predecessor)
      throws StartException {
    this.config = config;
    this.version = version;
    this.predecessor = predecessor;
    this.clusterFree = new CountDownLatch(predecessor == null ? 0 : 1);
    if (predecessor != null) {
      parts.add(predecessor);
    }
    this.cookies = SharedCookies.open(config.cookies().secretFile());
    this.identity =
        new Identity(
            config.identity().nsid(),
            config.identity().version(),
            cookies.cookies(),
            config.cookies().require());
    this.limiter = new RateLimiter(config.rateLimit(), CookieSecret.random());
    this.stats = parts.add(new ServerStats());
    // The cluster takes longest to come up and does so in the background: it goes first.
    this.key = SharedKey.open(config.cluster().keyFile());
    this.statuses = parts.add(SharedStatuses.open(config.cluster(), true, key.key(), clusterFree));
    this.proxies = new ProxyTrust(config.proxy().trust());
    this.vertx = EventLoops.open();
    parts.add(() -> vertx.close());
    this.connections = parts.add(new Connections(config.connections(), proxies, stats));
    GeoFiles databases =
        new GeoFiles(
            config.geo().databases(),
            config.state(),
            config.geo().acceptance(),
            config.geo()::under);
    PlaceTable places = places(databases);
    this.geo = parts.add(new GeoFeed(databases, places, () -> snapshots.get().declarations()));
    this.secondaries = parts.add(new SecondaryZones(config.secondaries(), config.state(), clock));
    this.privileges = new Privileges(config.transfer(), secondaries.watched(), clock);
    this.notifier = parts.add(new Notifier(config.transfer().notified(), clock, NOTICE_WAIT));
    stats.gauge(
        "gslb.notices.unanswered",
        "Notices of a changed zone that a secondary never acknowledged (RFC 1996)",
        notifier::unanswered);
    stats.sum(
        "gslb.receive.drops",
        "Datagrams that the system dropped since no more could wait: raise udp.receive_buffer",
        this::drops);
    this.queryLog = parts.add(new QueryLog(config.log(), snapshots));
    showLogs();
    VerdictStore store = new VerdictStore(config.state(), troubles);
    HoldStore holds = new HoldStore(config.state(), troubles);
    Journal journal = parts.add(new Journal(config.state()));
    showJournal(journal);
    OverrideFeed overrides =
        new OverrideFeed(
            config.node().name(),
            statuses::overrides,
            statuses::relay,
            new OverrideStore(config.state(), troubles),
            clock,
            System::nanoTime);
    this.feed =
        VerdictFeed.of(statuses, System::nanoTime, store.read(), overrides, holds, clock, journal);
    this.statusStore = new StatusStore(config.state(), troubles, clock);
    List<KeptReport> kept = statusStore.read();
    feed.remember(kept);
    statuses.remember(kept.stream().map(KeptReport::report).toList());
    this.epochs = KeptEpoch.next(config.state(), "serve", clock, troubles);
    this.generations =
        new GenerationStore(
            config.state(),
            troubles,
            parts.add(
                Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("gslb-generations").daemon(true).factory())));
    this.reloader =
        new Reloader(
            config.definitions(),
            config.fetchedOrigins(),
            new SnapshotCompiler(places),
            snapshots,
            feed,
            clock,
            secondaries::fetched,
            generations,
            this::published);
    this.control = parts.add(new ControlThread(reloader, feed, store, holds, geo));
    OverrideDesk desk = new OverrideDesk(control, feed, reloader, snapshots, journal, clock);
    StatusSource status =
        new StatusSource(
            config,
            version,
            clock,
            snapshots,
            feed,
            reloader,
            statuses,
            geo,
            secondaries,
            troubles,
            () -> heartbeat(0),
            stats,
            desk,
            this::listeners);
    this.certificate = Encrypted.certificate(config, parts);
    status.showFigures();
    Explainer explainer =
        new Explainer(snapshots, reloader.history(), geo::places, feed::health, clock);
    this.admin =
        parts.add(
            new AdminServer(
                vertx,
                config.listen().admin(),
                new AdminActions(
                    () -> !transports.isEmpty(),
                    stats::scrape,
                    status::get,
                    ServedVerdicts.source(snapshots, config.definitions(), feed),
                    explainer::explain,
                    feed::load,
                    this::reload,
                    control::rollback,
                    this::generations,
                    OperatorActions.of(desk),
                    queryLog::watch)));
  }

  /**
   * Starts a server and comes back when it answers.
   *
   * @param version of the program, for its status
   */
  public static GslbServer start(ServerConfig config, String version) throws StartException {
    return start(config, version, null);
  }

  /**
   * Starts a server in place of the one that runs on the same state folder, which stops when this
   * one answers from its sockets; without one, like {@link #start}.
   *
   * @throws StartException if this one cannot start; the other one goes on then
   */
  public static GslbServer replace(ServerConfig config, String version) throws StartException {
    Predecessor running = predecessor(config);
    if (running == null) {
      log.info("no server runs on {}: nothing to replace", config.state());
      return start(config, version);
    }
    log.info("replaces process {} when ready", running.process());
    try {
      return start(config, version, running);
    } catch (StartException e) {
      throw new StartException(
          e, "the server that runs, process " + running.process() + ", goes on");
    }
  }

  private static @Nullable Predecessor predecessor(ServerConfig config) throws StartException {
    if (!Succession.available()) {
      throw new StartException("only Linux hands sockets over: stop the server, then start it");
    }
    try {
      return Predecessor.find(config.state());
    } catch (IOException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static GslbServer start(
      ServerConfig config, String version, @Nullable Predecessor predecessor)
      throws StartException {
    GslbServer server = new GslbServer(config, version, predecessor);
    try {
      server.start();
      return server;
    } catch (IOException e) {
      server.close();
      throw new StartException(
          e.getMessage() + "; is another gslb running, or is the port below 1024?", e);
    } catch (StartException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void showLogs() {
    for (LogKind kind : LogKind.values()) {
      stats.sum(
          "gslb.log.written",
          "Lines written to the query log and the decision log",
          () -> queryLog.written(kind),
          "log",
          kind.word());
      stats.sum(
          "gslb.log.missed",
          "Lines that were sampled but not written: too many at once, or no file to write to",
          () -> queryLog.missed(kind),
          "log",
          kind.word());
    }
    stats.gauge("gslb.log.watchers", "Who watches a log now", queryLog::watching);
  }

  private void showJournal(Journal journal) {
    stats.sum("gslb.journal.written", "Entries written to the journal", journal::written);
    stats.sum(
        "gslb.journal.missed",
        "Entries of the journal that are lost: too many at once, or no disk to write to",
        journal::missed);
  }

  private PlaceTable places(GeoFiles databases) throws StartException {
    try {
      return databases.open();
    } catch (GeoDatabaseException e) {
      parts.close();
      throw new StartException(
          e.getMessage()
              + "; there is no last good copy of it under "
              + config.state().resolve("geo")
              + ", and clients must not be sent anywhere by guess",
          e);
    }
  }

  private void start() throws IOException, StartException {
    Predecessor before = predecessor;
    boolean adminLater = before != null && config.listen().admin().equals(before.admin());
    if (!adminLater) {
      admin.start();
    }
    ReloadReport first = control.reload(ReloadRequest.USUAL);
    boolean refused = first.outcome() == ReloadReport.Outcome.REFUSED;
    if (refused && (before != null || !control.restore())) { // who serves rightly is not replaced
      throw new StartException(config.definitions() + " cannot be served", first.problems());
    }
    geo.start();
    if (before == null) {
      control.start();
      secondaries.start();
    } else {
      control.startBesideAnother();
    }
    awaitVerdicts(config.startWait());
    int answers =
        WarmUp.run(
            snapshots.get(),
            counters -> datagramAnswerer(counters, answerer(counters, Recorder.off())));
    log.info("warmed up by {} answers to itself", answers);
    queryLog.start();
    keepUp();
    listen(before == null ? Inheritance.NONE : Inheritance.take(before, connections));
    if (before != null) {
      takePlace(before, adminLater);
    }
    awaitSuccessor();
  }

  /** The server that is replaced keeps what is kept until it is gone. */
  private void keepUp() {
    AtomicLong beats = new AtomicLong();
    SteadyWork steady = parts.add(new SteadyWork());
    steady.every(BEAT, () -> statuses.beat(heartbeat(beats.incrementAndGet())));
    steady.every(
        KEEP_STATUSES,
        () -> {
          if (clusterFree.getCount() == 0) {
            statusStore.keep(feed.sightings());
          }
        });
  }

  private void listen(Inheritance inheritance) throws IOException {
    for (InetSocketAddress address : config.listen().dns()) {
      listen(address, inheritance);
    }
    if (certificate != null) {
      Encrypted encrypted = new Encrypted(vertx, connections, config, stats, this::answerer);
      transports.addAll(encrypted.listen(certificate, parts));
    }
    inheritance.closeRest();
    connections.forgetInherited();
  }

  /** From the first line on the predecessor is gone: what fails later must not end this server. */
  private void takePlace(Predecessor before, boolean adminLater) throws IOException {
    if (!before.release()) {
      log.warn("process {} has not said that it stopped", before.process());
    }
    before.close();
    predecessor = null;
    control.recall();
    clusterFree.countDown();
    secondaries.start();
    if (adminLater) {
      try {
        admin.start();
      } catch (IOException e) {
        log.error("this server answers, but cannot be administered: {}", e.getMessage());
      }
    }
    log.info("process {} is replaced", before.process());
  }

  private void awaitSuccessor() {
    if (!Succession.available()) {
      return;
    }
    try {
      parts.add(Succession.open(config.state(), adminAddress(), new Estate()));
    } catch (IOException e) {
      log.warn("nobody can replace this server: {}", e.getMessage());
    }
  }

  private final class Estate implements Succession.Estate {
    @Override
    public List<Handed> sockets() throws IOException {
      List<Handed> sockets = new ArrayList<>();
      for (Transport transport : transports) {
        if (transport instanceof UdpServer udp) {
          for (int descriptor : udp.handOver()) {
            sockets.add(new Handed(Handed.Kind.DATAGRAMS, udp.localAddress(), descriptor));
          }
        }
      }
      connections
          .handOver()
          .forEach((address, descriptor) ->
              sockets.add(new Handed(Handed.Kind.CONNECTIONS, address, descriptor)));
      return sockets;
    }

    @Override
    public void release() {
      connections.acceptNoMore();
      parts.closeExcept(GslbServer.this::finishing);
    }

    @Override
    public void end() {
      if (!connections.awaitNone(FINISH)) {
        log.info("{} connections are closed in the middle", connections.open());
      }
      parts.close();
      replaced.countDown();
    }
  }

  /** What connections need that were accepted before a successor came. */
  private boolean finishing(AutoCloseable part) {
    return part == connections || (part instanceof Transport && !(part instanceof UdpServer));
  }

  /** Comes back when another process has taken over and nothing is left to do here. */
  public void awaitReplaced() throws InterruptedException {
    replaced.await();
  }

  private Answerer answerer(QueryCounters counters) {
    return answerer(counters, queryLog.recorder());
  }

  private Answerer answerer(QueryCounters counters, Recorder recorder) {
    return new SnapshotAnswerer(snapshots, identity, limiter, privileges, counters, recorder);
  }

  private Answerer datagramAnswerer(QueryCounters counters) {
    return datagramAnswerer(counters, answerer(counters));
  }

  private Answerer datagramAnswerer(QueryCounters counters, Answerer answerer) {
    return new ProxiedAnswerer(proxies, answerer, counters);
  }

  /** S-20: a bounded wait for the first round, then everything not yet seen counts as up. */
  private void awaitVerdicts(Duration limit) {
    try {
      if (!control.awaitVerdicts(limit)) {
        log.warn(
            "no verdict after {} ms on {} of the members: they are taken for up until there is one",
            limit.toMillis(),
            feed.verdicts().undecided().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** TCP first: two servers can share a UDP port by SO_REUSEPORT, but not a TCP one. */
  private void listen(InetSocketAddress address, Inheritance inheritance) throws IOException {
    TcpServer tcp =
        parts.add(new TcpServer(connections, address, config.workers(), stats, this::answerer));
    tcp.start();
    UdpServer udp =
        parts.add(
            new UdpServer(
                config.udp(),
                tcp.localAddress(),
                config.workers(),
                stats,
                this::datagramAnswerer,
                inheritance.datagrams(tcp.localAddress())));
    udp.start();
    transports.add(udp);
    transports.add(tcp);
  }

  private void published(Declarations declarations) {
    notifier.published(declarations);
    probe(declarations);
  }

  private void probe(Declarations declarations) {
    if (!config.probe().embedded()) {
      return;
    }
    if (agent == null) {
      agent =
          parts.add(
              new ProbeAgent(
                  declarations,
                  config.probe().vantage(),
                  config.node().region(),
                  statuses,
                  vertx,
                  epochs,
                  HostTools.find(config.probe().commands())));
    } else {
      agent.replace(declarations);
    }
  }

  private List<Transport> listeners() {
    return List.copyOf(transports);
  }

  /**
   * Reads the definitions anew and publishes them if they are right (S-35); cookie secrets, the
   * clusters' key and the certificate too. Geo databases are looked at soon: reading them takes
   * longer than anybody waits.
   */
  public ReloadReport reload() {
    return reload(ReloadRequest.USUAL);
  }

  private ReloadReport reload(ReloadRequest request) {
    cookies.reload();
    key.reload();
    geo.hurry();
    if (certificate != null) {
      certificate.reread();
    }
    return control.reload(request);
  }

  private Map<String, Object> generations() {
    return Generations.document(generations.list(), snapshots.get().provenance().generation());
  }

  private Heartbeat heartbeat(long sequence) {
    Provenance served = snapshots.get().provenance();
    return new Heartbeat(
        config.node().name(),
        config.node().region(),
        epochs.millis(),
        sequence,
        served.generation(),
        served.digest(),
        version);
  }

  private long drops() {
    return transports.stream()
        .mapToLong(transport -> transport instanceof UdpServer udp ? udp.drops() : 0)
        .sum();
  }

  /** Where it is asked: over UDP and TCP each, then over TLS and HTTPS. */
  public List<InetSocketAddress> dnsAddresses() {
    return transports.stream().map(Transport::localAddress).distinct().toList();
  }

  /** Where it is administered. */
  public InetSocketAddress adminAddress() {
    return admin.localAddress();
  }

  /** Stops answering first, leaves the clusters last. */
  @Override
  public void close() {
    parts.close();
  }
}
