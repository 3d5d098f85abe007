package gslb.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.control.AdminActions;
import gslb.server.control.AdminServer;
import gslb.server.control.BadRequestException;
import gslb.server.control.ExplainRequest;
import gslb.server.control.GeoLine;
import gslb.server.control.ReloadReport;
import gslb.server.control.ServerStatus;
import gslb.zones.problem.Problem;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that ask a running server, against an admin address with canned words. */
class AdminCommandsTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Problem PROBLEM =
      new Problem(Path.of("pools/web.yaml"), 7, 3, Problem.Severity.ERROR, "no such datacenter");

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<ReloadReport.Outcome> outcome = new AtomicReference<>();
  private AdminServer server;
  private String admin;

  @BeforeEach
  void start() throws IOException {
    server =
        new AdminServer(
            vertx,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            new AdminActions(
                () -> true,
                () -> "",
                AdminCommandsTest::status,
                AdminCommandsTest::explain,
                load -> Map.of(),
                this::reload));
    server.start();
    admin = "127.0.0.1:" + server.localAddress().getPort();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void statusIsATable() {
    Ran ran = Ran.of("status", "--admin", admin);
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            fra-ns1 in eu (fra), gslb 1.0, up 1m1s, serving
            asked on udp 127.0.0.1:5300 (native calls)
            generation 4 of zones/example: 2 zones, 9 steered names, published 2026-11-01T12:00:00Z
            clients located by bundled
            THE LAST RELOAD WAS REFUSED, at 2026-11-01T12:00:00Z:
              pools/web.yaml:7:3: no such datacenter
            /geo/city.mmdb CANNOT BE SERVED: empty file; GeoLite2-City of 2026-11-01T12:00:00Z is, as before

            SECONDARY OF  SERIAL  STATE    REFRESHED             FROM           EXPIRES IN  WHY
            example.net.  7       current  2026-11-01T12:00:00Z  192.0.2.53:53  1h

            POOL  MEMBER  DATACENTER  TARGET      VERDICT  VOTES  WHY
            web   fra-1   fra         127.0.1.11  down     0/3    refused

            CLUSTER OF  ATTACHED AS  MEMBERS  REJECTED  LAST READ
            eu          member       2        0         0.4 s ago
            na          client       0        0         never

            queries.udp 5
            """);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void statusInTheServersOwnWords() {
    assertThat(Ran.of("status", "--json", "--admin", admin).out())
        .startsWith("{")
        .contains("\"node\" : \"fra-ns1\"");
  }

  @Test
  void explainPrintsWhatIsForPeople() {
    Ran ran = Ran.of("explain", "a.example", "AAAA", "--ecs", "192.0.2.0/24", "--admin", admin);
    assertThat(ran).isEqualTo(new Ran(0, "a.example AAAA 192.0.2.0/24 true\n", ""));
    assertThat(Ran.of("explain", "a.example", "--client", "192.0.2.1", "--admin", admin))
        .isEqualTo(new Ran(0, "a.example A 192.0.2.1/32 false\n", ""));
  }

  @Test
  void explainSaysWhatItDoesNotUnderstand() {
    assertThat(Ran.of("explain", "a..b", "--admin", admin))
        .isEqualTo(new Ran(2, "", "gslb: expected a name\n"));
    Ran both = Ran.of("explain", "a", "--ecs", "::/0", "--client", "::1", "--admin", admin);
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("mutually exclusive");
  }

  @Test
  void reloadSaysWhatCameOfIt() {
    outcome.set(ReloadReport.Outcome.PUBLISHED);
    assertThat(Ran.of("reload", "--admin", admin))
        .isEqualTo(new Ran(0, "generation 5 is served\n", ""));
    outcome.set(ReloadReport.Outcome.UNCHANGED);
    assertThat(Ran.of("reload", "--admin", admin))
        .isEqualTo(new Ran(0, "nothing new; generation 5 is served\n", ""));
    outcome.set(ReloadReport.Outcome.REFUSED);
    assertThat(Ran.of("reload", "--admin", admin))
        .isEqualTo(
            new Ran(
                2,
                """
                pools/web.yaml:7:3: no such datacenter
                refused; generation 5 is served on
                """,
                ""));
  }

  @Test
  void nobodyThereSaysWhatToDo() {
    server.close();
    Ran ran = Ran.of("status", "--admin", admin);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("gslb: no server answers on " + admin)
        .contains("start one with 'gslb serve'");
  }

  private ReloadReport reload() {
    ReloadReport.Outcome came = outcome.get();
    boolean refused = came == ReloadReport.Outcome.REFUSED;
    return new ReloadReport(came, 5, NOON, refused ? List.of(PROBLEM) : List.of());
  }

  private static Map<String, Object> explain(ExplainRequest request) {
    if (request.name().contains("..")) {
      throw new BadRequestException("expected a name");
    }
    return Map.of(
        "text",
        "%s %s %s %s\n"
            .formatted(request.name(), request.type(), request.client(), request.subnet()));
  }

  private static ServerStatus status() {
    return new ServerStatus(
        "1.0",
        "fra-ns1",
        "eu",
        "fra",
        true,
        NOON,
        NOON.plusSeconds(61),
        new ServerStatus.Served(4, "abc", "zones/example", 2, 9, "bundled", 3, NOON),
        new ReloadReport(ReloadReport.Outcome.REFUSED, 4, NOON, List.of(PROBLEM)),
        List.of(new ServerStatus.Listener("udp", "127.0.0.1:5300", "native")),
        List.of(
            new GeoLine("/geo/city.mmdb", "GeoLite2-City", NOON, 9, "former", "empty file"),
            new GeoLine("/geo/asn.mmdb", "GeoLite2-ASN", NOON, 9, "current", "")),
        List.of(
            new ServerStatus.SecondaryLine(
                "example.net.", "current", 7, NOON, "192.0.2.53:53", NOON, 3600, "")),
        List.of(
            new ServerStatus.MemberLine(
                "web", "fra-1", "fra", "127.0.1.11", "down", 0, 3, "refused")),
        List.of(
            new ServerStatus.ClusterLine("eu", "member", 2, 0, 400),
            new ServerStatus.ClusterLine("na", "client", 0, 0, -1)),
        Map.of("queries.udp", 5L, "queries.tcp", 0L));
  }
}
