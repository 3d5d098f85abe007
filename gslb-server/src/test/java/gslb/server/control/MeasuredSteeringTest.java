package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.geo.PlaceTable;
import gslb.health.status.Endpoint;
import gslb.health.status.LocalStatusMap;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import gslb.health.verdict.Verdicts;
import gslb.server.answer.Explanation;
import gslb.server.answer.Rehearsal;
import gslb.server.compile.FetchedZones;
import gslb.server.compile.PresentationFormat;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.snapshot.SnapshotRef;
import gslb.zones.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From statuses to answers: ramps, qualities, loads and regional verdicts, on a clock of its own.
 */
class MeasuredSteeringTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z"));
  private static final int CLIENTS = 2000;
  private static final String FRA = "192.0.2.11";
  private static final String IAD = "192.0.2.12";
  private static final String SIN = "192.0.2.13";

  @TempDir Path folder;
  private final LocalStatusMap statuses = new LocalStatusMap();
  private final SnapshotRef snapshots = new SnapshotRef();
  private final Map<String, MemberStatus> seen = new HashMap<>();
  private final Map<String, Map<String, MemberStatus>> seenFrom = new HashMap<>();
  private long nanos;
  private long sequence;
  private final VerdictFeed feed = new VerdictFeed(statuses, () -> nanos, Verdicts.EMPTY);

  private Reloader reloader() {
    return new Reloader(
        folder,
        List.of(),
        new SnapshotCompiler(PlaceTable.empty()),
        snapshots,
        feed,
        CLOCK,
        () -> FetchedZones.NONE,
        NothingKept.generations(),
        declarations -> {});
  }

  private Reloader reloader;

  @BeforeEach
  void definitions() throws IOException {
    reloader = reloader();
    write(
        "zones/example.org.zone",
        """
        $ORIGIN example.org.
        $TTL 60
        @   SOA ns1 hostmaster 1 7200 900 1209600 300
            NS  ns1
        ns1 A   192.0.2.1
        """);
    write(
        "datacenters.yaml",
        """
        schema: 1
        datacenters:
          fra: {region: eu, latitude: 50, longitude: 8, capacity: 400}
          iad: {region: na, latitude: 39, longitude: -77, capacity: 600}
          sin: {region: ap, latitude: 1, longitude: 104, capacity: 300}
        """);
    write(
        "monitors.yaml",
        """
        schema: 1
        monitors:
          check: {type: http, view: regional, load: {json: load}}
        """);
    write(
        "pools/web.yaml",
        """
        schema: 1
        pools:
          web:
            monitor: check
            health_floor: 20%
            ramp: 160s
            members:
              - {name: fra, datacenter: fra, addresses: [192.0.2.11]}
              - {name: iad, datacenter: iad, addresses: [192.0.2.12]}
              - {name: sin, datacenter: sin, addresses: [192.0.2.13]}
        """);
    write("nets/ap.txt", "10.0.0.0/8 sin,fra,iad\n");
    write(
        "maps/ap.yaml",
        "schema: 1\nmaps: {ap: {default: [fra, iad, sin], nets: {file: nets/ap.txt}}}\n");
    write(
        "policies/example.org.yaml",
        """
        schema: 1
        zone: example.org
        policies:
          www: {create: true, types: [A], rules: [{pools: [web], prefer: {map: ap}}]}
          flat: {create: true, types: [A], persistence: client_prefix, rules: [{pools: [web]}]}
        """);
    assertThat(reloader.reload().outcome()).isEqualTo(ReloadReport.Outcome.PUBLISHED);
    for (String target : List.of(FRA, IAD, SIN)) {
      seen.put(target, new MemberStatus(true, "ok"));
    }
    pass(1);
    pass(1);
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** So many seconds pass, in which every vantage reports what it sees twice a second. */
  private void pass(int seconds) {
    for (int i = 0; i < 2 * seconds; i++) {
      nanos += 500_000_000L;
      sequence++;
      for (String region : List.of("eu", "na", "ap")) {
        Map<Endpoint, MemberStatus> report = new HashMap<>();
        seen.forEach((target, status) -> report.put(new Endpoint("check", target), status));
        seenFrom
            .getOrDefault(region, Map.of())
            .forEach((target, status) -> report.put(new Endpoint("check", target), status));
        statuses.publish(
            new StatusReport(new StatusKey(region + "-1", "all"), region, 1, sequence, report));
      }
      feed.look();
      reloader.replan();
    }
  }

  private Explanation explain(String name, String address) throws IOException {
    return Rehearsal.explain(
        snapshots.get(),
        PresentationFormat.name(name),
        1,
        Prefix.of(InetAddress.getByName(address), 24),
        true,
        CLOCK.millis());
  }

  /** What two thousand clients are answered, in percent. */
  private Map<String, Long> percent(String name) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < CLIENTS; i++) {
      Explanation answer = explain(name, "172.%d.%d.0".formatted(16 + i / 256, i % 256));
      String record =
          PresentationFormat.answer(HexFormat.of().parseHex(answer.response())).getFirst();
      counts.merge(record.substring(record.lastIndexOf(' ') + 1), 1, Integer::sum);
    }
    Map<String, Long> percent = new TreeMap<>();
    counts.forEach((target, count) -> percent.put(target, Math.round(100.0 * count / CLIENTS)));
    return percent;
  }

  private static void assertAbout(Map<String, Long> percent, String target, long expected) {
    assertThat(percent.getOrDefault(target, 0L))
        .as("%s of %s", target, percent)
        .isBetween(expected - 4, expected + 4);
  }

  @Test
  void aMemberThatComesBackTakesItsClientsBitByBit() throws IOException {
    assertThat(percent("www.example.org")).containsOnlyKeys(FRA);
    seen.put(FRA, new MemberStatus(false, "refused"));
    pass(1);
    assertThat(percent("www.example.org")).containsOnlyKeys(IAD);
    seen.put(FRA, new MemberStatus(true, "ok"));
    pass(1);
    assertAbout(percent("www.example.org"), FRA, 6);
    pass(80);
    assertAbout(percent("www.example.org"), FRA, 56);
    pass(80);
    assertThat(percent("www.example.org")).containsOnlyKeys(FRA);
  }

  @Test
  void aMemberThatAnswersBadlyLosesWeightSlowlyAndNotAllOfIt() throws IOException {
    assertAbout(percent("flat.example.org"), SIN, 33);
    seen.put(SIN, new MemberStatus(true, "ok", 0, -1));
    pass(5);
    assertAbout(percent("flat.example.org"), SIN, 33);
    pass(46); // four or five steps of a tenth
    assertAbout(percent("flat.example.org"), SIN, 22);
    pass(200);
    assertAbout(percent("flat.example.org"), SIN, 9); // 0.2 of 2.2
    seen.put(SIN, new MemberStatus(true, "ok"));
    pass(200);
    assertAbout(percent("flat.example.org"), SIN, 33);
  }

  @Test
  void aDatacenterOverItsTargetSpillsWhatIsTooMuch() throws IOException {
    seen.put(FRA, new MemberStatus(true, "ok", 100, 400)); // 80 too many
    seen.put(IAD, new MemberStatus(true, "ok", 100, 300)); // room for 180
    seen.put(SIN, new MemberStatus(true, "ok", 100, 180)); // room for 60
    pass(2);
    Map<String, Long> percent = percent("www.example.org");
    assertAbout(percent, FRA, 80);
    assertAbout(percent, IAD, 15);
    assertAbout(percent, SIN, 5);
    assertThat(explain("www.example.org", "172.16.1.0").choices().getFirst().divisions())
        .singleElement()
        .satisfies(division ->
            assertThat(division.note()).isEqualTo("fra carries 400 of 400, target 80 %"));
  }

  @Test
  void aPushedLoadCountsUntilItIsTooOld() throws IOException {
    for (String datacenter : List.of("iad", "sin")) {
      feed.load(new LoadRequest(datacenter, 0, Duration.ofHours(1)));
    }
    feed.load(new LoadRequest("fra", 640, Duration.ofSeconds(90)));
    pass(1);
    assertAbout(percent("www.example.org"), FRA, 50);
    pass(91);
    assertThat(percent("www.example.org")).containsOnlyKeys(FRA);
    assertThatThrownBy(() -> feed.load(new LoadRequest("frq", 1, Duration.ofSeconds(90))))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("did you mean 'fra'");
  }

  @Test
  void whatOnlyApCannotReachIsAvoidedNearApOnly() throws IOException {
    seenFrom.put("ap", Map.of(SIN, new MemberStatus(false, "timed out")));
    pass(1);
    assertThat(target("www.example.org", "10.1.2.0")).isEqualTo(FRA);
    seen.put(FRA, new MemberStatus(false, "refused"));
    seen.put(IAD, new MemberStatus(false, "refused"));
    pass(1);
    assertThat(target("www.example.org", "172.16.1.0")).as("near eu").isEqualTo(SIN);
    seenFrom.clear();
    pass(1);
    assertThat(target("www.example.org", "10.1.2.0")).as("healed").isEqualTo(SIN);
  }

  private String target(String name, String address) throws IOException {
    List<String> answer =
        PresentationFormat.answer(HexFormat.of().parseHex(explain(name, address).response()));
    String record = answer.getFirst();
    return record.substring(record.lastIndexOf(' ') + 1);
  }
}
