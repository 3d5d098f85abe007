package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.geo.PlaceTable;
import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.zones.Prefix;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered before the last change can still be explained, for a while. */
class EarlierSnapshotTest {
  private static final Endpoint FIRST = new Endpoint("check", "192.0.2.11");

  @TempDir Path folder;
  private MeasuredWorld world;

  @BeforeEach
  void definitions() throws IOException {
    world = new MeasuredWorld(folder, PlaceTable.empty());
    world.write(
        "zones/example.org.zone",
        """
        $ORIGIN example.org.
        $TTL 60
        @   SOA ns1 hostmaster 1 7200 900 1209600 300
            NS  ns1
        ns1 A   192.0.2.1
        """);
    world.write(
        "datacenters.yaml",
        "schema: 1\ndatacenters: {fra: {region: eu, latitude: 50, longitude: 8}}\n");
    world.write("monitors.yaml", "schema: 1\nmonitors: {check: {type: tcp, port: 80}}\n");
    pool("192.0.2.12");
    world.write(
        "policies/example.org.yaml",
        """
        schema: 1
        zone: example.org
        policies:
          www: {create: true, types: [A], rules: [{pools: [web]}]}
        """);
    world.reload();
    world.pass(1);
  }

  private void pool(String second) throws IOException {
    world.write(
        "pools/web.yaml",
        """
        schema: 1
        pools:
          web:
            monitor: check
            selection: priority
            members:
              - {name: first, datacenter: fra, addresses: [192.0.2.11]}
              - {name: second, datacenter: fra, addresses: [%s], priority: 1}
        """
            .formatted(second));
  }

  private void turn(boolean up) {
    world.see(FIRST, new MemberStatus(up, up ? "ok" : "refused"));
    world.pass(1);
  }

  private Map<String, Object> explain(String at) {
    Prefix client = Prefix.of(InetAddress.ofLiteral("192.0.2.200"), 32);
    return world.explainer.explain(new ExplainRequest("www.example.org", "A", client, false, at));
  }

  @Test
  void anEarlierSnapshotIsNamedAndAnswersAsItDid() {
    Object before = explain("").get("snapshot");
    assertThat(before).isEqualTo("1.0");
    turn(false);
    world.advance(Duration.ofMinutes(3));
    assertThat(explain("").get("answer").toString()).contains("192.0.2.12");
    assertThat(explain("").get("text").toString())
        .contains("first      fra    192.0.2.11           left out: down")
        .contains("  snapshot   1.1: generation 1, verdicts 1, published ");

    Map<String, Object> then = explain("1.0");
    assertThat(then.get("answer").toString()).contains("192.0.2.11");
    assertThat(then).containsEntry("snapshot", "1.0").containsKey("replaced");
    assertThat(then.get("text").toString())
        .contains("second     fra    192.0.2.12           left out: priority 1, others have 0")
        .contains("up, 3 of 3 vantages see it up, 0.0 s ago")
        .contains(", replaced 2026-11-01T12:00:00Z\n");
    assertThat(explain("1.1")).containsEntry("replaced", null);
  }

  @Test
  void theGenerationBeforeIsKeptAndNoOlderOne() throws IOException {
    pool("192.0.2.13");
    world.reload();
    assertThat(explain("1.0")).containsEntry("snapshot", "1.0");
    pool("192.0.2.14");
    world.reload();
    assertThat(explain("2.0")).containsEntry("snapshot", "2.0");
    assertThatThrownBy(() -> explain("1.0"))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("there is no snapshot '1.0' any more; there are 3.0, which is served, and 2.0");
  }

  @Test
  void sixteenAreKept() {
    for (int i = 1; i <= 20; i++) {
      turn(i % 2 == 0);
    }
    assertThat(explain("1.4")).containsEntry("snapshot", "1.4");
    assertThatThrownBy(() -> explain("1.3"))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("there are 1.20, which is served, and 1.19 1.18 ")
        .hasMessageEndingWith(" 1.5 1.4");
  }

  @Test
  void tenMinutesAreKept() {
    turn(false);
    world.advance(SnapshotHistory.LONGEST);
    world.pass(1);
    assertThat(explain("1.0")).containsEntry("snapshot", "1.0");
    world.advance(Duration.ofSeconds(1));
    world.pass(1);
    assertThatThrownBy(() -> explain("1.0"))
        .hasMessage(
            "there is no snapshot '1.0' any more; there are 1.1, which is served, and none before"
                + " it");
  }

  @Test
  void whatNeverWasIsSaidToo() {
    assertThatThrownBy(() -> explain("yesterday")).hasMessageContaining("'yesterday'");
  }

  @Test
  void overTheAdminAddress() throws Exception {
    turn(false);
    Vertx vertx = Vertx.vertx();
    try (AdminServer server = server(vertx)) {
      server.start();
      AdminClient client = new AdminClient(server.localAddress());
      Map<String, String> question = Map.of("name", "www.example.org", "at", "1.0");
      AdminClient.Answer then = client.get("/v1/explain", question);
      assertThat(then.code()).isEqualTo(200);
      assertThat(then.document())
          .containsEntry("snapshot", "1.0")
          .containsEntry("answer", List.of("www.example.org. 15 A 192.0.2.11"));
      AdminClient.Answer gone =
          client.get("/v1/explain", Map.of("name", "www.example.org", "at", "0.9"));
      assertThat(gone.code()).isEqualTo(400);
      assertThat(gone.document().get("error").toString()).endsWith("1.1, which is served, and 1.0");
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private AdminServer server(Vertx vertx) {
    return new AdminServer(
        vertx,
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
        new AdminActions(
            () -> true,
            () -> "",
            () -> {
              throw new AssertionError("not asked");
            },
            Map::of,
            world.explainer::explain,
            load -> Map.of(),
            request -> {
              throw new AssertionError("not asked");
            },
            generation -> {
              throw new AssertionError("not asked");
            },
            Map::of,
            new OperatorActions(Map::of, said -> Map.of(), said -> Map.of(), asked -> Map.of()),
            (wanted, lines) -> Optional.empty()));
  }
}
