package gslb.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.health.status.Endpoint;
import gslb.health.status.LocalStatusMap;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import gslb.zones.Check;
import gslb.zones.Declarations;
import gslb.zones.Monitor;
import gslb.zones.Quorum;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vantage with real backends on loopback that stop and start. */
class ProbeAgentTest {

  private static final InstantSource AT_1000 = InstantSource.fixed(Instant.ofEpochMilli(1000));
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final LocalStatusMap map = new LocalStatusMap();
  private int port;

  @BeforeEach
  void backend() throws Exception {
    port = listen("127.0.0.1", 0).actualPort();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private NetServer listen(String host, int wanted) throws Exception {
    return vertx
        .createNetServer()
        .connectHandler(socket -> {})
        .listen(wanted, host)
        .await(30, TimeUnit.SECONDS);
  }

  private Declarations watching(int fall, String... members) {
    return Definitions.of(
        Definitions.tcp(port, Definitions.cadence(100, 90, 2, fall), new Quorum.Majority()),
        members);
  }

  private ProbeAgent agent(Declarations declarations) {
    return new ProbeAgent(declarations, "eu-1", "eu", map, vertx, AT_1000);
  }

  private Optional<StatusReport> report(String datacenter) {
    StatusKey key = new StatusKey("eu-1", datacenter);
    return map.reports().stream().filter(report -> report.key().equals(key)).findAny();
  }

  private Optional<Boolean> up(String datacenter, String target) {
    return report(datacenter)
        .map(report -> report.statuses().get(new Endpoint("tcp", target)))
        .map(MemberStatus::up);
  }

  @Test
  void aBackendThatStopsAndStartsIsSeen() throws Exception {
    NetServer other = listen("127.0.0.2", port);
    try (ProbeAgent agent = agent(watching(3, "fra 127.0.0.1", "iad 127.0.0.2"))) {
      await().atMost(LONG).until(() -> up("fra", "127.0.0.1").equals(Optional.of(true)));
      await().atMost(LONG).until(() -> up("iad", "127.0.0.2").equals(Optional.of(true)));

      other.close().await(30, TimeUnit.SECONDS);
      await().atMost(LONG).until(() -> up("iad", "127.0.0.2").equals(Optional.of(false)));
      assertThat(up("fra", "127.0.0.1")).contains(true);

      listen("127.0.0.2", port);
      await().atMost(LONG).until(() -> up("iad", "127.0.0.2").equals(Optional.of(true)));
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void publishesWhetherAnythingChangesOrNot() {
    try (ProbeAgent agent = agent(watching(3, "fra 127.0.0.1", "iad 127.0.0.1 off"))) {
      await().atMost(LONG).until(() -> report("fra").stream().anyMatch(r -> r.sequence() > 3));
      assertThat(report("fra").orElseThrow().epoch()).isEqualTo(1000);
      assertThat(report("fra").orElseThrow().region()).isEqualTo("eu");
      assertThat(report("iad").orElseThrow().statuses()).as("nothing enabled there").isEmpty();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void endpointsThatStayOverAReloadKeepTheirStatus() {
    try (ProbeAgent agent = agent(watching(100, "fra 127.0.0.1", "iad 127.0.0.3"))) {
      await().atMost(LONG).until(() -> up("fra", "127.0.0.1").equals(Optional.of(true)));
      await().atMost(LONG).until(() -> up("iad", "127.0.0.3").equals(Optional.of(false)));

      port++; // the port changes under the same monitor's name: failures from now on, damped
      agent.replace(watching(100, "fra 127.0.0.1", "sin 127.0.0.4"));

      await().atMost(LONG).until(() -> up("sin", "127.0.0.4").equals(Optional.of(false)));
      assertThat(up("fra", "127.0.0.1")).contains(true);
      assertThat(report("iad").orElseThrow().statuses()).as("still reported, empty").isEmpty();
    }
  }

  @Test
  void goesOnAboveAHigherEpochOfItsOwn() {
    StatusKey key = new StatusKey("eu-1", "fra");
    map.publish(new StatusReport(key, "eu", 9000, 77, Map.of()));
    try (ProbeAgent agent = agent(watching(3, "fra 127.0.0.1"))) {
      await().atMost(LONG).until(() -> up("fra", "127.0.0.1").equals(Optional.of(true)));
      assertThat(report("fra").orElseThrow().epoch()).isEqualTo(9001);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void aMonitorThatThisHostCannotRunIsNoOpinionAndStopsNoOther() {
    Monitor tcp = Definitions.tcp(port, Definitions.cadence(100, 90, 1, 1), new Quorum.Majority());
    Monitor own =
        Definitions.monitor("own", tcp.cadence(), new Check.Command(List.of("check-queue")));
    Monitor any =
        Definitions.monitor("any", tcp.cadence(), new Check.Composite(1, List.of(own, tcp)));
    Monitor all =
        Definitions.monitor("all", tcp.cadence(), new Check.Composite(2, List.of(own, tcp)));
    try (ProbeAgent agent = agent(Definitions.of(any, "fra 127.0.0.1"))) {
      await()
          .atMost(LONG)
          .until(() ->
              report("fra").stream()
                  .anyMatch(r -> r.statuses().containsKey(new Endpoint("any", "127.0.0.1"))));
      assertThat(report("fra").orElseThrow().statuses().get(new Endpoint("any", "127.0.0.1")))
          .extracting(MemberStatus::reason)
          .isEqualTo("1 of 2 up");

      agent.replace(Definitions.of(all, "fra 127.0.0.1"));
      long sequence = report("fra").orElseThrow().sequence();
      await()
          .atMost(LONG)
          .until(() -> report("fra").stream().anyMatch(r -> r.sequence() > sequence + 3));
      assertThat(report("fra").orElseThrow().statuses()).isEmpty();
    }
  }
}
