package gslb.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.health.cluster.ClusterSettings;
import gslb.health.cluster.HazelcastStatusMap;
import gslb.health.status.Endpoint;
import gslb.health.status.StatusBoard;
import gslb.health.verdict.Judge;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.health.verdict.Vote;
import gslb.zones.Declarations;
import gslb.zones.Quorum;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The whole walk from probe to verdict: two regions, each with a vantage and a cluster of its own,
 * each reading the other's, one backend that stops and starts.
 */
class TwoRegionsTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Endpoint BACKEND = new Endpoint("tcp", "127.0.0.1");

  private final Vertx vertx = Vertx.vertx();

  /** One region's server: everything between the status map and the verdicts. */
  private static final class Region implements AutoCloseable {
    private final HazelcastStatusMap map;
    private final StatusBoard board = new StatusBoard();
    private final Judge judge;
    private Verdicts verdicts = Verdicts.EMPTY;

    private Region(ClusterSettings settings, Declarations declarations) {
      map = new HazelcastStatusMap(settings);
      judge = new Judge(declarations);
    }

    private Verdict verdict() {
      long now = System.nanoTime();
      verdicts = judge.judge(verdicts, board.observe(map.reports(), now));
      return verdicts.byEndpoint().getOrDefault(BACKEND, Verdict.lastKnown(true));
    }

    @Override
    public void close() {
      map.close();
    }
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void bothRegionsSeeABackendGoAndComeBackByBothVantages() throws Exception {
    NetServer backend = listen(0);
    int port = backend.actualPort();
    Declarations declarations =
        Definitions.of(
            Definitions.tcp(port, Definitions.cadence(200, 150, 2, 2), new Quorum.All()),
            "fra 127.0.0.1");
    int eu = freePort();
    int na = freePort();
    try (Region inEu = new Region(settings("eu", eu, "na", na), declarations);
        Region inNa = new Region(settings("na", na, "eu", eu), declarations);
        ProbeAgent ofEu = agent(declarations, "eu-1", "eu", inEu);
        ProbeAgent ofNa = agent(declarations, "na-1", "na", inNa)) {
      awaitVerdict(inEu, true);
      awaitVerdict(inNa, true);

      backend.close().await(30, TimeUnit.SECONDS);
      awaitVerdict(inEu, false);
      awaitVerdict(inNa, false);

      listen(port);
      awaitVerdict(inEu, true);
      awaitVerdict(inNa, true);
      assertThat(List.of(ofEu, ofNa)).doesNotContainNull();
    }
  }

  /** Two probers in eu: the second is a client of the cluster, as {@code gslb probe} is. */
  @Test
  void theProbersOfARegionAreOneVantageAndTakeOverFromEachOther() throws Exception {
    NetServer backend = listen(0);
    Declarations declarations =
        Definitions.of(
            Definitions.tcp(
                backend.actualPort(), Definitions.cadence(200, 150, 2, 2), new Quorum.All()),
            "fra 127.0.0.1");
    int eu = freePort();
    int na = freePort();
    ClusterSettings ofEuClients =
        new ClusterSettings(
            ClusterSettings.clusterOf("eu"),
            "127.0.0.1",
            0,
            List.of("127.0.0.1:" + eu),
            Map.of(),
            null);
    try (Region inEu = new Region(settings("eu", eu, "na", na), declarations);
        Region inNa = new Region(settings("na", na, "eu", eu), declarations);
        HazelcastStatusMap client = new HazelcastStatusMap(ofEuClients);
        ProbeAgent second =
            new ProbeAgent(declarations, "eu-2", "eu", client, vertx, InstantSource.system());
        ProbeAgent ofNa = agent(declarations, "na-1", "na", inNa)) {
      ProbeAgent first = agent(declarations, "eu-1", "eu", inEu);
      for (Region region : List.of(inEu, inNa)) {
        await().atMost(LONG).until(() -> counted(region) == 3);
        awaitVerdict(region, true);
      }

      first.close();
      for (Region region : List.of(inEu, inNa)) {
        await()
            .atMost(LONG)
            .until(() -> {
              int probers = counted(region);
              Verdict verdict = region.verdicts.on(BACKEND);
              assertThat(verdict.up()).as("whatever is between").isTrue();
              return probers == 2 && verdict.freshVotes() == 2;
            });
      }

      backend.close().await(30, TimeUnit.SECONDS);
      awaitVerdict(inEu, false);
      awaitVerdict(inNa, false);
      assertThat(List.of(second, ofNa)).doesNotContainNull();
    }
  }

  private static int counted(Region region) {
    return (int) region.verdict().votes().stream().filter(Vote::counted).count();
  }

  private static void awaitVerdict(Region region, boolean up) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> {
          Verdict verdict = region.verdict();
          assertThat(verdict.up()).isEqualTo(up);
          assertThat(verdict.freshVotes()).isEqualTo(2);
          assertThat(verdict.upVotes()).isEqualTo(up ? 2 : 0);
        });
  }

  private ProbeAgent agent(Declarations declarations, String vantage, String name, Region region) {
    return new ProbeAgent(declarations, vantage, name, region.map, vertx, InstantSource.system());
  }

  private static ClusterSettings settings(String region, int port, String other, int otherPort) {
    return new ClusterSettings(
        ClusterSettings.clusterOf(region),
        "127.0.0.1",
        port,
        List.of(),
        Map.of(other, List.of("127.0.0.1:" + otherPort)),
        null);
  }

  private NetServer listen(int port) throws Exception {
    return vertx
        .createNetServer()
        .connectHandler(socket -> {})
        .listen(port, "127.0.0.1")
        .await(30, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
