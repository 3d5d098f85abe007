package gslb.server.querylog;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.answer.Exchange;
import gslb.server.answer.Recorder;
import gslb.server.answer.Rehearsal;
import gslb.server.answer.Responder;
import gslb.server.compile.PresentationFormat;
import gslb.server.sample.Samples;
import gslb.server.sample.Sampling;
import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import gslb.zones.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a message to a line: what is noted of it, and what is made of that. */
class LogLinesTest {
  private static final Map<String, String> FILES =
      Map.of(
          "zones/example.org.zone",
          """
          $ORIGIN example.org.
          $TTL 3600
          @     SOA   ns1 hostmaster 1 7200 900 1209600 300
                NS    ns1
          ns1   A     192.0.2.1
          alias CNAME web
          """,
          "datacenters.yaml",
          """
          schema: 1
          datacenters:
            fra: {region: eu, latitude: 50.11, longitude: 8.68}
          """,
          "monitors.yaml",
          """
          schema: 1
          monitors:
            check: {type: tcp, port: 80}
          """,
          "pools/pools.yaml",
          """
          schema: 1
          pools:
            web:
              monitor: check
              selection: all
              members:
                - {name: m1, datacenter: fra, addresses: [192.0.2.21]}
                - {name: m2, datacenter: fra, addresses: [192.0.2.22]}
            spare:
              monitor: check
              members:
                - {name: s1, datacenter: fra, addresses: [192.0.2.31]}
          """,
          "policies/example.org.yaml",
          """
          schema: 1
          zone: example.org
          policies:
            web: {create: true, types: [A], rules: [{pools: [web, spare]}]}
            halves:
              create: true
              types: [A]
              rules: [{split: [{percent: 50, pools: [web]}, {percent: 50, pools: [spare]}]}]
          """);

  @TempDir Path folder;

  private final Samples samples = new Samples();
  private final Recorder recorder = new Recorder(samples);
  private final Responder responder = new Responder(new QueryCounters());
  private final Exchange exchange = new Exchange();
  private final LogFigures figures = new LogFigures();
  private World world;
  private LogReader reader;

  @BeforeEach
  void begin() throws IOException {
    world = World.of(FILES, folder.resolve("definitions"), PlaceTable.empty());
    reader = new LogReader(new LogRule(folder, 1, 0, 0, 0), figures);
    exchange.nowMillis = world.nowMillis();
    exchange.sourceHigh = 0xC0000209L << 32; // 192.0.2.9
    exchange.sourcePort = 5353;
  }

  @Test
  void aQueryInItsOwnCase() throws IOException {
    samples.want(new Sampling(1, 0, 0, 0, 0));
    ask("Absent.eXample.org", 28, true, "203.0.113.0/24");
    assertThat(without("took_seconds", lines("queries")))
        .containsExactly(
            "{'time':'2026-11-01T12:00:00Z','transport':'udp','client':'192.0.2.9','port':5353,"
                + "'ecs':'203.0.113.0/24','name':'Absent.eXample.org.','class':'IN','type':'AAAA',"
                + "'flags':[],'edns_size':1232,'query_bytes':58,'rcode':'NXDOMAIN',"
                + "'answer_bytes':109,'truncated':false,'scope':0,'took_seconds':0,'sample':1}");
    assertThat(figures.written(LogKind.QUERIES)).isEqualTo(1);
    assertThat(figures.missed(LogKind.QUERIES)).isZero();
  }

  @Test
  void flagsAndTransport() throws IOException {
    samples.want(new Sampling(1, 0, 0, 0, 0));
    exchange.tcp = true;
    exchange.encrypted = true;
    exchange.v6 = true;
    exchange.sourceHigh = 0x20010DB8L << 32;
    exchange.sourceLow = 1;
    Rehearsal.ask(exchange, PresentationFormat.name("ns1.example.org"), 1, false, null);
    exchange.query[2] |= 1; // RD
    exchange.query[3] |= 0x30; // AD, CD
    answer();
    assertThat(lines("queries").getFirst())
        .contains("'transport':'tls','client':'2001:db8::1','name':'ns1.example.org.'")
        .contains("'flags':['rd','ad','cd'],'query_bytes':33,'rcode':'NOERROR'")
        .doesNotContain("'port'", "'edns_size'", "'ecs'", "'scope'");
  }

  @Test
  void whatIsNotAnsweredAndWhatCannotBeRead() throws IOException {
    samples.want(new Sampling(1, 0, 0, 0, 0));
    ask("ns1.example.org", 1, false, null);
    exchange.query[2] |= (byte) 0x80; // now it is a response
    answer();
    exchange.query[2] = 0;
    exchange.queryLength = 20; // within the question
    answer();
    exchange.queryLength = 5;
    answer();
    List<String> lines = lines("queries");
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).contains("'rcode':'-','answer_bytes':0").doesNotContain("name");
    assertThat(lines.get(2)).contains("'rcode':'FORMERR'").doesNotContain("name");
    assertThat(lines.get(3)).contains("'query_bytes':5,'rcode':'-'").doesNotContain("name");
  }

  @Test
  void errorsAreSampledOnTheirOwn() throws IOException {
    samples.want(new Sampling(0, 1, 0, 0, 0));
    ask("ns1.example.org", 1, false, null);
    ask("absent.example.org", 1, false, null);
    ask("www.example.net", 1, false, null);
    assertThat(lines("queries"))
        .singleElement()
        .asString()
        .contains("'name':'www.example.net.'", "'rcode':'REFUSED'", "'sample':1")
        .doesNotContain("took_seconds");
  }

  @Test
  void aDecisionInTheWordsOfExplain() throws IOException {
    world.turn("web/m1", false);
    samples.want(new Sampling(0, 0, 1, 0, 0));
    ask("Alias.example.org", 1, true, "203.0.113.128/25");
    assertThat(lines("decisions"))
        .containsExactly(
            "{'time':'2026-11-01T12:00:00Z','name':'Alias.example.org.','type':'A',"
                + "'client':'203.0.113.128/25','located_by':'ecs','client_prefix':'203.0.113.0/24',"
                + "'owner':'web.example.org.','route':0,'rule':1,'order':[],'divisions':[],"
                + "'pool':'web','datacenter':'','members':['m2'],'ttl':15,"
                + "'place_scope':0,'scope':0,'generation':1,'verdict_epoch':1,'sample':1}");
    assertThat(lines("queries")).isEmpty();
  }

  /** Whatever half a client falls into, the line tells that half's pool. */
  @Test
  void aDividedDecisionTellsThePart() throws IOException {
    samples.want(new Sampling(0, 0, 1, 0, 0));
    for (int client = 0; client < 40; client++) {
      ask("halves.example.org", 1, true, "203.0." + client + ".0/24");
    }
    List<String> lines = lines("decisions");
    assertThat(lines).hasSize(40).anyMatch(line -> line.contains("'pool':'web'"));
    assertThat(lines).anyMatch(line -> line.contains("'pool':'spare'"));
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(line)
                .containsPattern(
                    line.contains("'pool':'web'")
                        ? "'divisions':\\[\\{'reason':'split','part':'[^']*web[^']*'.*'members':\\['m"
                        : "'divisions':\\[\\{'reason':'split','part':'[^']*spare.*'members':\\['s1'"));
  }

  @Test
  void aDecisionOfTheSnapshotBeforeHasItsNamesStill() throws IOException {
    samples.want(new Sampling(0, 0, 1, 0, 0));
    look(List.of());
    ask("web.example.org", 1, false, null);
    world.turn("web/m1", false);
    ask("web.example.org", 1, false, null);
    List<String> lines = lines("decisions");
    assertThat(lines.get(0))
        .contains("'members':['m", "'verdict_epoch':0")
        .contains("'m1'", "'m2'");
    assertThat(lines.get(1)).contains("'members':['m2']").contains("'verdict_epoch':1");
  }

  @Test
  void aDecisionOfAnOlderSnapshotHasNumbers() throws IOException {
    samples.want(new Sampling(0, 0, 1, 0, 0));
    ask("web.example.org", 1, false, null);
    world.turn("web/m1", false);
    assertThat(lines("decisions"))
        .singleElement()
        .asString()
        .contains("'client':'192.0.2.9','located_by':'source'")
        .contains("'steered_name':0,'route':0,'parts':[],'picks':[")
        .contains("'verdict_epoch':0")
        .doesNotContain("owner", "members");
  }

  @Test
  void whoWatchesSeesWhatIsWantedAndTheFileNothing() throws IOException {
    samples.want(new Sampling(0, 0, 0, 1, 1));
    StringBuilder all = new StringBuilder();
    StringBuilder below = new StringBuilder();
    StringBuilder refused = new StringBuilder();
    StringBuilder decisions = new StringBuilder();
    List<Watcher> watchers =
        List.of(
            watcher(new Wanted(LogKind.QUERIES, null, null), all),
            watcher(
                new Wanted(LogKind.QUERIES, PresentationFormat.name("EXAMPLE.org"), null), below),
            watcher(new Wanted(LogKind.QUERIES, null, "REFUSED"), refused),
            watcher(
                new Wanted(LogKind.DECISIONS, PresentationFormat.name("web.example.org"), null),
                decisions));
    ask("ns1.example.org", 1, false, null);
    ask("anexample.org", 1, false, null);
    ask("web.example.org", 1, false, null);
    ask("alias.example.org", 1, false, null);
    LogReader.Noted noted = look(watchers);
    assertThat(noted).isEqualTo(new LogReader.Noted(4, 2));
    assertThat(all.toString().lines()).hasSize(4).allMatch(line -> line.contains("\"sample\":1"));
    assertThat(below.toString().lines()).hasSize(3);
    assertThat(refused.toString().lines()).singleElement().asString().contains("anexample.org");
    assertThat(decisions.toString().lines()).hasSize(1);
    assertThat(lines("queries")).isEmpty();
    assertThat(figures.written(LogKind.QUERIES)).isZero();
  }

  @Test
  void aWatcherGetsAThousandLinesASecondAndIsToldOfTheRest() throws IOException {
    samples.want(new Sampling(0, 0, 0, 1, 0));
    StringBuilder seen = new StringBuilder();
    Watcher watcher = watcher(new Wanted(LogKind.QUERIES, null, null), seen);
    for (int i = 0; i < 1020; i++) {
      ask("ns1.example.org", 1, false, null);
    }
    look(List.of(watcher), 1);
    assertThat(seen.toString().lines()).hasSize(1000);
    look(List.of(watcher), 1_000_000_000L);
    assertThat(seen.toString().lines()).hasSize(1001).last().isEqualTo("{\"left_out\":20}");
  }

  @Test
  void whatIsOverwrittenIsCounted() throws IOException {
    samples.want(new Sampling(1, 0, 0, 0, 0));
    for (int i = 0; i < Samples.SLOTS + 5; i++) {
      ask("ns1.example.org", 1, false, null);
    }
    assertThat(lines("queries")).hasSize(Samples.SLOTS);
    assertThat(figures.missed(LogKind.QUERIES)).isEqualTo(5);
  }

  private static Watcher watcher(Wanted wanted, StringBuilder seen) {
    return new Watcher(wanted, seen::append, 0);
  }

  private void ask(String name, int type, boolean edns, @Nullable String subnet) {
    Prefix network = subnet == null ? null : network(subnet);
    Rehearsal.ask(exchange, PresentationFormat.name(name), type, edns, network);
    answer();
  }

  private static Prefix network(String text) {
    String[] parts = text.split("/");
    return Prefix.of(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
  }

  private void answer() {
    recorder.begin();
    int length = responder.respond(world.snapshot(), exchange);
    recorder.end(world.snapshot(), exchange, length);
  }

  private LogReader.Noted look(List<Watcher> watchers) {
    return look(watchers, 0);
  }

  private LogReader.Noted look(List<Watcher> watchers, long nowNanos) {
    return reader.look(List.of(samples), watchers, world.snapshot(), nowNanos);
  }

  /** What the file has after another look, with single quotes. */
  private List<String> lines(String log) throws IOException {
    look(List.of());
    Path file = folder.resolve(log + ".jsonl");
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      Files.readAllLines(file).forEach(line -> lines.add(line.replace('"', '\'')));
    }
    return lines;
  }

  /** The figure, which no test can know, as 0. */
  private static List<String> without(String figure, List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("'" + figure + "':[0-9.E-]+", "'" + figure + "':0"))
        .toList();
  }
}
