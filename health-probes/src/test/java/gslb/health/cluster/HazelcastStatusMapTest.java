package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import gslb.health.override.TargetOverride;
import gslb.health.status.StatusReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real members and clients on loopback. */
class HazelcastStatusMapTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String HOST = "127.0.0.1";

  private final ClusterKey key = ReportCodecTest.key("the key of all the regions");
  private final List<HazelcastStatusMap> maps = new ArrayList<>();

  @AfterEach
  void close() {
    maps.forEach(HazelcastStatusMap::close);
    HazelcastClient.shutdownAll();
    Hazelcast.shutdownAll();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  private ClusterSettings member(
      String region, int port, List<Integer> peers, Map<String, List<String>> regions) {
    return new ClusterSettings(
        ClusterSettings.clusterOf(region), HOST, port, addresses(peers), regions, key);
  }

  private static List<String> addresses(List<Integer> ports) {
    return ports.stream().map(port -> HOST + ":" + port).toList();
  }

  private HazelcastStatusMap open(ClusterSettings settings) {
    HazelcastStatusMap map = new HazelcastStatusMap(settings);
    maps.add(map);
    return map;
  }

  private static void awaitAttached(HazelcastStatusMap map) {
    await().atMost(LONG).until(() -> map.figures().stream().allMatch(RegionFigures::attached));
  }

  private static void awaitMembers(HazelcastStatusMap map, int members) {
    await().atMost(LONG).until(() -> map.figures().getFirst().members() == members);
  }

  private static void awaitReports(HazelcastStatusMap map, StatusReport... reports) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(map.reports()).containsExactlyInAnyOrder(reports));
  }

  @Test
  void membersOfARegionExchangeReports() throws IOException {
    List<Integer> ports = List.of(freePort(), freePort());
    HazelcastStatusMap one = open(member("eu", ports.get(0), ports, Map.of()));
    HazelcastStatusMap two = open(member("eu", ports.get(1), ports, Map.of()));
    awaitMembers(one, 2);
    awaitMembers(two, 2);
    StatusReport ofOne = Reports.of("eu-1", "fra", 1, 1, "192.0.2.1");
    StatusReport ofTwo = Reports.of("eu-2", "fra", 1, 1, "192.0.2.1");

    one.publish(ofOne);
    two.publish(ofTwo);

    awaitReports(one, ofOne, ofTwo);
    awaitReports(two, ofOne, ofTwo);
  }

  @Test
  void aServerReadsOtherRegionsAndALoneProberWritesToItsOwn() throws IOException {
    int eu = freePort();
    int na = freePort();
    HazelcastStatusMap inNa = open(member("na", na, List.of(na), Map.of()));
    HazelcastStatusMap inEu =
        open(member("eu", eu, List.of(eu), Map.of("na", addresses(List.of(na)))));
    HazelcastStatusMap prober = open(member("na", 0, List.of(na), Map.of()));
    maps.forEach(HazelcastStatusMapTest::awaitAttached);
    StatusReport fromNa = Reports.of("na-1", "iad", 1, 1, "192.0.2.1");
    StatusReport fromEu = Reports.of("eu-1", "iad", 1, 1, "192.0.2.1");

    prober.publish(fromNa);
    inEu.publish(fromEu);

    awaitReports(inNa, fromNa);
    awaitReports(prober, fromNa);
    awaitReports(inEu, fromNa, fromEu);
    StatusReport restarted = Reports.of("na-1", "iad", 2, 1, "192.0.2.1");
    prober.publish(restarted);
    awaitReports(inEu, restarted, fromEu);
  }

  @Test
  void losingEveryOtherMemberAndRegionChangesNothingAndBlocksNobody() throws IOException {
    List<Integer> eu = List.of(freePort(), freePort());
    int na = freePort();
    Map<String, List<String>> regions = Map.of("na", addresses(List.of(na)));
    HazelcastInstance naMember = start(member("na", na, List.of(na), Map.of()));
    HazelcastInstance euMember = start(member("eu", eu.get(1), eu, Map.of()));
    HazelcastStatusMap map = open(member("eu", eu.get(0), eu, regions));
    awaitMembers(map, 2);
    awaitAttached(map);
    StatusReport fromNa = Reports.of("na-1", "iad", 1, 1, "192.0.2.1");
    StatusReport fromEu2 = Reports.of("eu-2", "fra", 1, 1, "192.0.2.1");
    StatusReport ours = Reports.of("eu-1", "fra", 1, 1, "192.0.2.1");
    put(naMember, fromNa);
    put(euMember, fromEu2);
    map.publish(ours);
    awaitReports(map, fromNa, fromEu2, ours);

    naMember.getLifecycleService().terminate();
    euMember.getLifecycleService().terminate();

    long longestNanos = 0;
    Collection<StatusReport> seen = List.of();
    for (int sequence = 2; sequence <= 2000; sequence++) {
      ours = Reports.of("eu-1", "fra", 1, sequence, "192.0.2.1");
      long before = System.nanoTime();
      map.publish(ours);
      seen = map.reports();
      longestNanos = Math.max(longestNanos, System.nanoTime() - before);
      assertThat(seen).containsExactlyInAnyOrder(fromNa, fromEu2, ours);
    }
    assertThat(Duration.ofNanos(longestNanos)).isLessThan(Duration.ofSeconds(1));
    awaitMembers(map, 1);
    await().atMost(LONG).until(() -> !map.figures().get(1).attached());
    assertThat(map.reports()).containsExactlyInAnyOrder(fromNa, fromEu2, ours);

    start(member("na", na, List.of(na), Map.of()));
    awaitAttached(map);
    assertThat(map.reports()).as("an empty map takes nothing away").hasSize(3);
  }

  @Test
  void aForgedEntryIsIgnoredAndCountedAndAnOldOneNeverWins() throws IOException {
    int port = freePort();
    HazelcastStatusMap map = open(member("eu", port, List.of(port), Map.of()));
    awaitAttached(map);
    ClusterSettings outsider =
        new ClusterSettings(
            "gslb-eu",
            HOST,
            0,
            addresses(List.of(port)),
            Map.of(),
            ReportCodecTest.key("a key somebody made up"));
    HazelcastStatusMap forger = open(outsider);
    awaitAttached(forger);
    StatusReport ours = Reports.of("eu-1", "fra", 5, 5, "192.0.2.1");
    map.publish(ours);

    forger.publish(Reports.of("eu-1", "fra", 99, 1, "192.0.2.66"));
    await().atMost(LONG).until(() -> map.figures().getFirst().rejected() == 1);
    assertThat(map.reports()).containsExactly(ours);

    HazelcastInstance member = Hazelcast.getAllHazelcastInstances().iterator().next();
    member.getReplicatedMap(HazelcastConfigs.REPORTS).put("eu-3|fra", "not even bytes");
    put(member, Reports.of("eu-1", "fra", 5, 4, "192.0.2.66"));
    put(member, Reports.of("eu-2", "fra", 1, 1, "192.0.2.2"));
    awaitReports(map, ours, Reports.of("eu-2", "fra", 1, 1, "192.0.2.2"));
  }

  @Test
  void anOverrideReachesEveryServerOfEveryRegionAndAnEmptyMapGetsItBack() throws IOException {
    int eu = freePort();
    List<Integer> na = List.of(freePort(), freePort());
    Map<String, List<String>> toNa = Map.of("na", addresses(na));
    HazelcastStatusMap inEu = open(member("eu", eu, List.of(eu), toNa));
    Map<String, List<String>> toEu = Map.of("eu", addresses(List.of(eu)));
    HazelcastStatusMap inNa = open(member("na", na.get(0), na, toEu));
    HazelcastStatusMap besideNa = open(member("na", na.get(1), na, Map.of()));
    maps.forEach(HazelcastStatusMapTest::awaitAttached);
    TargetOverride drain = OverrideCodecTest.drain(1);

    inEu.relay(List.of(drain));
    await().atMost(LONG).until(() -> inNa.overrides().contains(drain));
    inNa.relay(List.of(drain)); // as every server does with what it hears
    await().atMost(LONG).until(() -> besideNa.overrides().contains(drain));

    HazelcastInstance member =
        Hazelcast.getAllHazelcastInstances().stream()
            .filter(instance -> instance.getConfig().getClusterName().equals("gslb-eu"))
            .findFirst()
            .orElseThrow();
    Map<Object, Object> map = member.getReplicatedMap(HazelcastConfigs.OVERRIDES);
    map.put(drain.key().toString(), "not even bytes");
    await().atMost(LONG).until(() -> map.get(drain.key().toString()) instanceof byte[]);
    assertThat(inEu.overrides()).as("what a rogue took away comes back").contains(drain);
    assertThat(inEu.figures().getFirst().rejected()).isEqualTo(1);
    TargetOverride later = OverrideCodecTest.drain(2);
    inEu.relay(List.of(later));
    await().atMost(LONG).until(() -> inNa.overrides().contains(later));
  }

  @Test
  void startsWithoutAnyoneThereAndFindsThemLater() throws IOException {
    int eu = freePort();
    int na = freePort();
    HazelcastStatusMap map =
        open(member("eu", eu, List.of(eu), Map.of("na", addresses(List.of(na)))));
    StatusReport ours = Reports.of("eu-1", "fra", 1, 1, "192.0.2.1");
    map.publish(ours);
    assertThat(map.reports()).as("before any cluster is there").containsExactly(ours);

    StatusReport fromNa = Reports.of("na-1", "fra", 1, 1, "192.0.2.1");
    put(start(member("na", na, List.of(na), Map.of())), fromNa);

    awaitReports(map, ours, fromNa);
  }

  @Test
  void javaObjectsAreNotDeserialized() throws IOException {
    int port = freePort();
    HazelcastInstance member = start(member("eu", port, List.of(port), Map.of()));
    Map<String, Object> any = member.getReplicatedMap("anything");

    assertThatThrownBy(() -> any.put("gadget", new java.util.BitSet()))
        .isInstanceOf(HazelcastSerializationException.class);
  }

  private static HazelcastInstance start(ClusterSettings settings) {
    return Hazelcast.newHazelcastInstance(HazelcastConfigs.member(settings));
  }

  private void put(HazelcastInstance member, StatusReport report) {
    member
        .<String, byte[]>getReplicatedMap(HazelcastConfigs.REPORTS)
        .put(ReportCodec.mapKey(report.key()), new ReportCodec(key).encode(report));
  }
}
