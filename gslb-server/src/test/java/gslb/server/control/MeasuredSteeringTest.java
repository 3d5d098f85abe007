package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.geo.PlaceTable;
import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.server.answer.Explanation;
import gslb.server.answer.Rehearsal;
import gslb.server.compile.PresentationFormat;
import gslb.zones.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final int CLIENTS = 2000;
  private static final String FRA = "192.0.2.11";
  private static final String IAD = "192.0.2.12";
  private static final String SIN = "192.0.2.13";

  @TempDir Path folder;
  private MeasuredWorld world;

  @BeforeEach
  void definitions() throws IOException {
    world = new MeasuredWorld(folder, PlaceTable.empty());
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
    assertThat(world.reload().outcome()).isEqualTo(ReloadReport.Outcome.PUBLISHED);
    world.pass(1);
  }

  private void write(String name, String content) throws IOException {
    world.write(name, content);
  }

  private void pass(int seconds) {
    world.pass(seconds);
  }

  private void see(String target, MemberStatus status) {
    world.see(new Endpoint("check", target), status);
  }

  private Explanation explain(String name, String address) throws IOException {
    return Rehearsal.explain(
        world.snapshots.get(),
        PresentationFormat.name(name),
        1,
        Prefix.of(InetAddress.getByName(address), 24),
        true,
        world.nowMillis());
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
    see(FRA, new MemberStatus(false, "refused"));
    pass(1);
    assertThat(percent("www.example.org")).containsOnlyKeys(IAD);
    see(FRA, new MemberStatus(true, "ok"));
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
    see(SIN, new MemberStatus(true, "ok", 0, -1));
    pass(5);
    assertAbout(percent("flat.example.org"), SIN, 33);
    pass(46); // four or five steps of a tenth
    assertAbout(percent("flat.example.org"), SIN, 22);
    pass(200);
    assertAbout(percent("flat.example.org"), SIN, 9); // 0.2 of 2.2
    see(SIN, new MemberStatus(true, "ok"));
    pass(200);
    assertAbout(percent("flat.example.org"), SIN, 33);
  }

  @Test
  void aDatacenterOverItsTargetSpillsWhatIsTooMuch() throws IOException {
    see(FRA, new MemberStatus(true, "ok", 100, 400)); // 80 too many
    see(IAD, new MemberStatus(true, "ok", 100, 300)); // room for 180
    see(SIN, new MemberStatus(true, "ok", 100, 180)); // room for 60
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
      world.feed.load(new LoadRequest(datacenter, 0, Duration.ofHours(1)));
    }
    world.feed.load(new LoadRequest("fra", 640, Duration.ofSeconds(90)));
    pass(1);
    assertAbout(percent("www.example.org"), FRA, 50);
    pass(91);
    assertThat(percent("www.example.org")).containsOnlyKeys(FRA);
    assertThatThrownBy(() -> world.feed.load(new LoadRequest("frq", 1, Duration.ofSeconds(90))))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("did you mean 'fra'");
  }

  @Test
  void whatOnlyApCannotReachIsAvoidedNearApOnly() throws IOException {
    world.seeFrom("ap", new Endpoint("check", SIN), new MemberStatus(false, "timed out"));
    pass(1);
    assertThat(target("www.example.org", "10.1.2.0")).isEqualTo(FRA);
    see(FRA, new MemberStatus(false, "refused"));
    see(IAD, new MemberStatus(false, "refused"));
    pass(1);
    assertThat(target("www.example.org", "172.16.1.0")).as("near eu").isEqualTo(SIN);
    world.seeAlike();
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
