package gslb.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.server.control.AdminActions;
import gslb.server.control.AdminServer;
import gslb.server.control.BadRequestException;
import gslb.server.control.ExplainRequest;
import gslb.server.control.Generations;
import gslb.server.control.GeoLine;
import gslb.server.control.JournalRequest;
import gslb.server.control.OperatorActions;
import gslb.server.control.OverrideRequest;
import gslb.server.control.Overview;
import gslb.server.control.RefusedException;
import gslb.server.control.ReloadReport;
import gslb.server.control.RestoreRequest;
import gslb.server.control.ServerStatus;
import gslb.server.generation.Generation;
import gslb.server.querylog.LogKind;
import gslb.server.querylog.Wanted;
import gslb.zones.problem.Problem;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that ask a running server, against an admin address with canned words. */
class AdminCommandsTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Problem PROBLEM =
      new Problem(Path.of("pools/web.yaml"), 7, 3, Problem.Severity.ERROR, "no such datacenter");

  private static final String QUERY_LINE =
      "{\"time\":\"2026-11-01T12:00:00.250Z\",\"transport\":\"udp\",\"client\":\"192.0.2.9\","
          + "\"port\":5353,\"ecs\":\"203.0.113.0/24\",\"name\":\"Absent.example.com.\","
          + "\"class\":\"IN\",\"type\":\"AAAA\",\"flags\":[\"rd\",\"do\"],\"rcode\":\"NXDOMAIN\","
          + "\"answer_bytes\":97,\"truncated\":false,\"scope\":0,\"took_seconds\":1.2E-5,"
          + "\"sample\":40}";
  private static final String DECISION_LINE =
      "{\"time\":\"2026-11-01T12:00:00Z\",\"name\":\"www.example.com.\",\"type\":\"A\","
          + "\"client\":\"203.0.113.0/24\",\"located_by\":\"ecs\",\"owner\":\"www.example.com.\","
          + "\"rule\":1,\"pool\":\"web\",\"members\":[\"fra-1\",\"fra-2\"],\"ttl\":30,\"scope\":24,"
          + "\"sample\":1}";

  private static final Map<String, Object> OVERRIDE =
      Map.of(
          "target",
          "datacenter:fra",
          "word",
          "drain",
          "owner",
          "ops@desk",
          "reason",
          "new switches",
          "forever",
          false,
          "left_seconds",
          5400,
          "settles_seconds",
          42,
          "members",
          List.of("web/fra-1", "web/fra-2"),
          "disabled",
          List.of("web/fra-2"),
          "kept",
          true);

  private final AtomicInteger watching = new AtomicInteger();
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
                () -> Map.of(),
                AdminCommandsTest::explain,
                load -> Map.of(),
                request -> reload(),
                this::rollback,
                AdminCommandsTest::generations,
                new OperatorActions(
                    () -> Map.of("overrides", List.of(OVERRIDE)),
                    AdminCommandsTest::said,
                    AdminCommandsTest::restored,
                    AdminCommandsTest::journal),
                (wanted, lines) -> watch(wanted, lines)));
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
    assertThat(ran.status()).as("it serves, and somebody should look").isEqualTo(1);
    assertThat(ran.out())
        .isEqualTo(
            """
            fra-ns1 in eu (fra), gslb 1.0, up 1m1s, serving
            asked on udp 127.0.0.1:5300 (native calls)
            NEEDS ATTENTION:
              the last reload was refused, at 2026-11-01T12:00:00Z
              pool web is down for AAAA: 0 of 1 members are usable
              1 of 2 members' addresses are down
              vantage na-1 is silent for 75 s
              server iad-ns1 serves other definitions
              cluster gslb-na has entries that are not authentic, the last under 'x|y'
              /geo/city.mmdb cannot be served: empty file
              state/verdicts.state is not kept: No space left on device
            generation 4 of zones/example: 2 zones, 9 steered names, published 2026-11-01T12:00:00Z
            clients located by bundled
            THE LAST RELOAD WAS REFUSED, at 2026-11-01T12:00:00Z:
              pools/web.yaml:7:3: no such datacenter
            /geo/city.mmdb CANNOT BE SERVED: empty file; GeoLite2-City of 2026-11-01T12:00:00Z is, as before

            SECONDARY OF  SERIAL  STATE    REFRESHED             FROM           EXPIRES IN  WHY
            example.net.  7       current  2026-11-01T12:00:00Z  192.0.2.53:53  1h

            DATACENTER  REGION  UP  DOWN  UNKNOWN
            fra         eu      1   1     0
            iad         na      1   0     0

            POOL  TYPE  STATE  USABLE
            web   AAAA  down   0/1
            web   A     up     1/1

            POOL  MEMBER  DC   TARGET            VERDICT  VOTES  AGE   FACTOR  OVERRIDE          WHY
            web   fra-1   fra  2001:db8:1234:5…  down     0/3    0.3s  100%    drain until 14:…  connection ref…
            web   fra-2   fra  127.0.1.12        up       3/3    0.3s  50%                       ok

            OVERRIDE OF     WORD   BY        LEFT   RESOLVERS FOLLOW  WHY
            datacenter:fra  drain  ops@desk  1h30m  in 42s            new switches

            VANTAGE  REGION  STATE   LAST HEARD  SEES UP  SEES DOWN
            na-1     na      silent  1m15s       2        0
            eu-1     eu      fresh   0.3s        1        1

            SERVER   REGION  STATE  LAST HEARD  GENERATION  DEFINITIONS  GSLB
            fra-ns1  eu      fresh  0.0s        4           abc          1.0
            iad-ns1  na      fresh  0.9s        3           abb          1.0

            CLUSTER  ATTACHED AS  MEMBERS  REJECTED  LAST READ
            gslb-eu  member       2        0         0.4s
            gslb-na  client       0        7         never

            queries.udp 5
            """);
    assertThat(ran.err()).isEmpty();
  }

  private static Map<String, Object> said(OverrideRequest request) {
    if (request.target().equals("all")) {
      throw new RefusedException("pool web would have 0 of 2 members up for A");
    }
    Map<String, Object> said = new HashMap<>(OVERRIDE);
    said.put("word", request.word().toString());
    said.put("owner", request.owner());
    said.put("forever", request.lifetime() == null);
    said.put("breaches", request.force() ? List.of("it is below its floor") : List.of());
    return said;
  }

  private static Map<String, Object> restored(RestoreRequest request) {
    boolean all = request.target().equals("fra");
    return Map.of(
        "target",
        request.target(),
        "restored",
        all ? List.of(OVERRIDE) : List.of(),
        "released",
        request.target().equals("web/fra-1") ? 1 : 0,
        "kept",
        !request.target().equals("web/fra-1"));
  }

  private static Map<String, Object> journal(JournalRequest request) {
    return Map.of(
        "entries",
        List.of(
            Map.of(
                "at",
                NOON.toString(),
                "event",
                "verdict",
                "target",
                "127.0.1.11 (check)",
                "members",
                List.of("web/fra-1"),
                "word",
                "down",
                "who",
                List.of("eu-1: down, refused"),
                "why",
                request.since() + " " + request.target())));
  }

  @Test
  void drainSaysWhatItDidAndWhenClientsFollow() {
    Ran ran =
        Ran.of(
            "drain",
            "fra",
            "--reason",
            "new switches",
            "--for",
            "90m",
            "--owner",
            "me",
            "--admin",
            admin);
    assertThat(ran)
        .isEqualTo(
            new Ran(
                0,
                """
                datacenter:fra: drain by me, for 1h30m: new switches
                members: web/fra-1, web/fra-2
                without effect on web/fra-2: enabled: false
                resolvers follow within 42s
                """,
                ""));
  }

  @Test
  void aWeightIsSaidForEverAndByForce() {
    Ran ran =
        Ran.of(
            "weight", "web/*", "20", "--reason", "slow", "--forever", "--force", "--admin", admin);
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .startsWith("datacenter:fra: weight 20 by " + System.getProperty("user.name") + "@")
        .contains(", for ever: ", "forced, although it is below its floor");
  }

  @Test
  void whatIsRefusedEndsWithTwo() {
    assertThat(Ran.of("down", "all", "--reason", "x", "--for", "1h", "--admin", admin))
        .isEqualTo(new Ran(2, "", "gslb: pool web would have 0 of 2 members up for A\n"));
    assertThat(Ran.of("up", "fra", "--reason", "x", "--for", "2 h", "--admin", admin))
        .isEqualTo(new Ran(2, "", "gslb: expected for=DURATION such as 2h, 1s to 365d\n"));
    assertThat(Ran.of("weight", "fra", "65536", "--reason", "x", "--for", "1h", "--admin", admin))
        .isEqualTo(new Ran(2, "", "gslb: expected weight=0..65535\n"));
    assertThat(Ran.of("drain", "fra", "--for", "1h", "--admin", admin).err())
        .startsWith("gslb: Missing required option: '--reason=TEXT'");
    assertThat(Ran.of("drain", "fra", "--reason", "x", "--admin", admin).err())
        .contains("--for")
        .contains("--forever");
    assertThat(
            Ran.of("drain", "fra", "--reason", "x", "--for", "1h", "--forever", "--admin", admin)
                .err())
        .contains("mutually exclusive");
  }

  @Test
  void restoreSaysWhatStandsNoLonger() {
    assertThat(Ran.of("restore", "fra", "--admin", admin))
        .isEqualTo(new Ran(0, "datacenter:fra: no longer drain (by ops@desk: new switches)\n", ""));
    assertThat(Ran.of("restore", "web/fra-1", "--admin", admin).out())
        .isEqualTo(
            """
            web/fra-1: no longer held down
            NOT KEPT over a restart of this server: its state folder cannot be written
            """);
    assertThat(Ran.of("restore", "iad", "--admin", admin))
        .isEqualTo(new Ran(0, "iad: nothing to restore\n", ""));
  }

  @Test
  void theJournalIsALineAnEntry() {
    assertThat(Ran.of("journal", "--since", "2h", "--target", "web/*", "--admin", admin))
        .isEqualTo(
            new Ran(
                0,
                "2026-11-01T12:00:00Z  verdict    127.0.1.11 (check) of web/fra-1  down: PT2H web/*"
                    + " (eu-1: down, refused)\n",
                ""));
    assertThat(Ran.of("journal", "--since", "soon", "--admin", admin))
        .isEqualTo(new Ran(2, "", "gslb: expected since=DURATION such as 2h\n"));
    assertThat(Ran.of("journal", "--json", "--admin", admin).out()).contains("PT24H");
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
    assertThat(Ran.of("explain", "a.example", "--at", "4.17", "--admin", admin))
        .isEqualTo(new Ran(0, "a.example A 127.0.0.1/32 false at 4.17\n", ""));
  }

  @Test
  void explainSaysWhatItDoesNotUnderstand() {
    assertThat(Ran.of("explain", "a..b", "--admin", admin))
        .isEqualTo(new Ran(2, "", "gslb: expected a name\n"));
    assertThat(Ran.of("explain", "a", "--at", "1.0", "--admin", admin))
        .isEqualTo(new Ran(2, "", "gslb: there is no snapshot '1.0' any more\n"));
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
  void rollbackSaysWhatCameOfIt() {
    assertThat(Ran.of("rollback", "3", "--admin", admin))
        .isEqualTo(new Ran(0, "generation 6 is served\n", ""));
    assertThat(Ran.of("rollback", "9", "--admin", admin))
        .isEqualTo(
            new Ran(
                2,
                "zones:1:1: generation 9 is not kept\nrefused; generation 5 is served on\n",
                ""));
    assertThat(Ran.of("rollback", "0", "--admin", admin))
        .isEqualTo(new Ran(2, "expected generation=NUMBER, 1 or more\n", ""));
  }

  @Test
  void generationsAreATable() {
    assertThat(Ran.of("generations", "--admin", admin))
        .isEqualTo(
            new Ran(
                0,
                """
                GENERATION  PUBLISHED             ZONES  STEERED NAMES  CONTENT          DEFINITIONS
                5 served    2026-11-01T12:00:00Z  2      9              of generation 3  01234567
                4           2026-11-01T12:00:00Z  1      7              of the folder    fedcba98
                """,
                ""));
  }

  @Test
  void statusGoesOnAndOn() {
    String once = Ran.of("status", "--admin", admin).out();
    Ran twice = Ran.of("status", "--watch", "--count", "2", "--admin", admin);
    assertThat(twice).isEqualTo(new Ran(1, once + once, ""));
    assertThat(once.lines().filter(line -> !line.contains("CANNOT BE SERVED")))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void tailIsATableThatGoesOn() {
    Ran ran = Ran.of("tail", "--count", "2", "--name", "example.com", "--admin", admin);
    assertThat(ran.out())
        .isEqualTo(
            """
            TIME          CLIENT           VIA    RCODE     TYPE   NAME                      FLAGS  ECS                 BYTES  TOOK   OF
            12:00:00.250  192.0.2.9        udp    NXDOMAIN  AAAA   Absent.example.com.       rd,do  203.0.113.0/24 /0   97     12µs   40
            12:00:00.250  192.0.2.9        udp    NXDOMAIN  AAAA   Absent.example.com.       rd,do  203.0.113.0/24 /0   97     12µs   40
            """);
    assertThat(ran.err()).isEqualTo("gslb: 7 more lines were left out\n");
    assertThat(ran.status()).isZero();
    await().until(() -> watching.get() == 0); // the server learns that it is over
  }

  @Test
  void tailOfDecisions() {
    assertThat(Ran.of("tail", "--decisions", "--count", "1", "--admin", admin).out())
        .isEqualTo(
            """
            TIME          CLIENT           BY      TYPE   NAME                      POOL          MEMBERS           RULE  TTL   SCOPE  OF
            12:00:00.000  203.0.113.0/24   ecs     A      www.example.com.          web           fra-1,fra-2       1     30    24     1
            """);
  }

  @Test
  void tailInTheServersOwnWords() {
    assertThat(Ran.of("tail", "--json", "--count", "1", "--admin", admin))
        .isEqualTo(new Ran(0, QUERY_LINE + "\n", ""));
  }

  @Test
  void tailSaysWhatItDoesNotUnderstand() {
    assertThat(Ran.of("tail", "--name", "a..b", "--admin", admin).err()).contains("a..b");
    assertThat(Ran.of("tail", "--decisions", "--rcode", "NOERROR", "--admin", admin))
        .isEqualTo(new Ran(2, "", "gslb: expected rcode with queries only: decisions have none\n"));
    assertThat(Ran.of("tail", "--count", "0", "--admin", admin))
        .isEqualTo(new Ran(2, "", "gslb: expected --count 1 or more, found 0\n"));
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

  private ReloadReport rollback(long generation) {
    return generation == 3
        ? new ReloadReport(ReloadReport.Outcome.PUBLISHED, 6, NOON, List.of())
        : new ReloadReport(
            ReloadReport.Outcome.REFUSED,
            5,
            NOON,
            List.of(
                new Problem(
                    Path.of("zones"),
                    1,
                    1,
                    Problem.Severity.ERROR,
                    "generation " + generation + " is not kept")));
  }

  private static Map<String, Object> generations() {
    return Generations.document(
        List.of(
            new Generation(5, "0123456789abcdef", NOON, 3, "", 2, 9),
            new Generation(4, "fedcba9876543210", NOON, 0, "", 1, 7)),
        5);
  }

  private static Map<String, Object> explain(ExplainRequest request) {
    if (request.name().contains("..")) {
      throw new BadRequestException("expected a name");
    }
    if (request.at().equals("1.0")) {
      throw new BadRequestException("there is no snapshot '1.0' any more");
    }
    return Map.of(
        "text",
        "%s %s %s %s%s\n"
            .formatted(
                request.name(),
                request.type(),
                request.client(),
                request.subnet(),
                request.at().isEmpty() ? "" : " at " + request.at()));
  }

  /** One line that says what was wanted, one left out, and silence; more than two are too many. */
  private Optional<Runnable> watch(Wanted wanted, Consumer<String> lines) {
    watching.incrementAndGet();
    String first = wanted.kind() == LogKind.QUERIES ? QUERY_LINE : DECISION_LINE;
    lines.accept(first + "\n{\"left_out\":7}\n");
    lines.accept(first + "\n");
    return Optional.of(watching::decrementAndGet);
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
                "web", "fra-2", "fra", "127.0.1.12", "up", 3, 3, 250, 50, "", "ok", List.of()),
            new ServerStatus.MemberLine(
                "web",
                "fra-1",
                "fra",
                "2001:db8:1234:5678:9abc:def0:1234:5678",
                "down",
                0,
                3,
                250,
                100,
                "drain until 14:00",
                "connection refused by the endpoint",
                List.of(
                    new ServerStatus.VoteLine(
                        "eu-1", "eu", "down", "counted", 250, 100, "refused")))),
        List.of(OVERRIDE),
        List.of(
            new ServerStatus.ClusterLine("gslb-eu", "member", 2, 0, "", false, false, 400),
            new ServerStatus.ClusterLine("gslb-na", "client", 0, 7, "x|y", true, false, -1)),
        new Overview(
            List.of(
                new Overview.DatacenterLine("iad", "na", 1, 0, 0),
                new Overview.DatacenterLine("fra", "eu", 1, 1, 0)),
            List.of(
                new Overview.PoolLine("web", "A", "up", 1, 1),
                new Overview.PoolLine("web", "AAAA", "down", 0, 1)),
            List.of(
                new Overview.VantageLine("eu-1", "eu", "fresh", 250, 1, 1),
                new Overview.VantageLine("na-1", "na", "silent", 75_000, 2, 0)),
            List.of(
                new Overview.ServerLine("fra-ns1", "eu", "fresh", 0, 4L, "abc", "1.0"),
                new Overview.ServerLine("iad-ns1", "na", "fresh", 900, 3L, "abb", "1.0")),
            false,
            Map.of("state/verdicts.state", "not kept: No space left on device")),
        Map.of("queries.udp", 5L, "queries.tcp", 0L));
  }
}
