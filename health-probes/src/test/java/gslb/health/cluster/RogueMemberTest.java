package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.replicatedmap.ReplicatedMap;
import gslb.health.override.TargetOverride;
import gslb.health.status.Heartbeat;
import gslb.health.status.ServerSighting;
import gslb.health.status.StatusReport;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * S-27: somebody who reaches the port and knows the cluster's name, but not the key, is a member of
 * the cluster as Hazelcast sees it. It can put anything anywhere; good statuses go on arriving in
 * the own region and in others all the same.
 */
class RogueMemberTest {

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final String HOST = "127.0.0.1";

  private final ClusterKey key = ReportCodecTest.key("the key of all the regions");
  private HazelcastStatusMap inEu;
  private HazelcastStatusMap inNa;
  private HazelcastInstance rogue;
  private ReplicatedMap<Object, Object> hostile;
  private long sequence;

  @BeforeEach
  void start() throws IOException {
    int eu = freePort();
    int second = freePort();
    int na = freePort();
    List<String> members = List.of(HOST + ":" + eu, HOST + ":" + second);
    inEu = new HazelcastStatusMap(settings("eu", eu, members, Map.of()));
    inNa = new HazelcastStatusMap(settings("na", na, List.of(), Map.of("eu", members)));
    await().atMost(LONG).until(() -> inEu.figures().getFirst().attached());
    rogue = Hazelcast.newHazelcastInstance(careless(settings("eu", second, members, Map.of())));
    hostile = rogue.getReplicatedMap(HazelcastConfigs.REPORTS);
    await()
        .atMost(LONG)
        .until(() ->
            inEu.figures().getFirst().members() == 2
                && inNa.figures().stream().allMatch(RegionFigures::attached));
    awaitEverywhere(publish());
  }

  /** A member of the cluster that lets any Java object in and out. */
  private static Config careless(ClusterSettings settings) {
    Config config = HazelcastConfigs.member(settings);
    config.getSerializationConfig().setJavaSerializationFilterConfig(null);
    return config;
  }

  @AfterEach
  void stop() {
    inNa.close();
    inEu.close();
    HazelcastClient.shutdownAll();
    Hazelcast.shutdownAll();
  }

  private ClusterSettings settings(
      String region, int port, List<String> members, Map<String, List<String>> regions) {
    return new ClusterSettings(
        ClusterSettings.clusterOf(region), HOST, port, members, regions, key);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  /** The vantage eu-1 goes on, as it does twice a second. */
  private StatusReport publish() {
    StatusReport report = Reports.of("eu-1", "fra", 5, ++sequence, "192.0.2.1");
    inEu.publish(report);
    return report;
  }

  private void awaitEverywhere(StatusReport report) {
    for (HazelcastStatusMap map : List.of(inEu, inNa)) {
      await().atMost(LONG).untilAsserted(() -> assertThat(map.reports()).containsExactly(report));
    }
  }

  private byte[] forged(long epoch, String target) {
    return new ReportCodec(ReportCodecTest.key("a key somebody made up"))
        .encode(Reports.of("eu-1", "fra", epoch, 1, target));
  }

  private long rejectedInNa() {
    return inNa.figures().get(1).rejected();
  }

  @Test
  void injectedAndReplayedEntriesNeverWinAndAreCounted() {
    byte[] recorded =
        (byte[]) await().atMost(LONG).until(() -> hostile.get("eu-1|fra"), v -> v != null);
    awaitEverywhere(publish());

    hostile.put("eu-1|fra", forged(99, "192.0.2.66"));
    hostile.put("eu-2|fra", recorded);
    hostile.put("eu-3|fra", forged(EntryHeader.HIGHEST, "192.0.2.66"));
    await().atMost(LONG).until(() -> rejectedInNa() >= 3);
    hostile.put("eu-1|fra", recorded);
    awaitEverywhere(publish());
    assertThat(inNa.figures().get(1).lastRejected()).startsWith("eu-");
    assertThat(inEu.figures().getFirst().rejected()).isGreaterThanOrEqualTo(3);
  }

  /** S-26: what is taken out of the map is still known, and is back with the next report. */
  @Test
  void removedEntriesMerelyAgeAndComeBack() {
    StatusReport last = publish();
    awaitEverywhere(last);
    hostile.clear();
    await().atMost(LONG).until(() -> hostile.isEmpty());
    assertThat(inEu.reports()).containsExactly(last);
    assertThat(inNa.reports()).containsExactly(last);
    awaitEverywhere(publish());
    await().atMost(LONG).until(() -> hostile.containsKey("eu-1|fra"));
  }

  /**
   * Far more entries than there can be, some of them large: the good one goes on arriving, and when
   * the flood is over the members have cleared it away.
   */
  @Test
  void aFloodHidesNothingAndIsClearedAway() {
    for (int i = 0; i < 3 * Received.MAX_ENTRIES; i++) {
      hostile.put("flood-" + i + "|fra", forged(9, "192.0.2.66"));
    }
    hostile.put("large|fra", new byte[EntryCodec.MAX_BYTES + 1]);
    await().atMost(LONG).until(() -> inEu.figures().getFirst().crowded());
    await().atMost(LONG).until(() -> inNa.figures().get(1).crowded());
    awaitEverywhere(publish());
    await()
        .atMost(LONG)
        .untilAsserted(() -> {
          awaitEverywhere(publish());
          assertThat(inEu.figures().getFirst().crowded()).isFalse();
          assertThat(inNa.figures().get(1).crowded()).isFalse();
        });
  }

  /**
   * The members clear the flood away; the overrides are there still, and one said under it arrives.
   */
  @Test
  void aFloodOfOverridesLosesNone() {
    TargetOverride first = OverrideCodecTest.drain(1);
    inEu.relay(List.of(first));
    await().atMost(LONG).until(() -> inNa.overrides().contains(first));
    Map<Object, Object> overrides = rogue.getReplicatedMap(HazelcastConfigs.OVERRIDES);
    for (int i = 0; i < 2 * Received.MAX_ENTRIES; i++) {
      overrides.put("flood-" + i + "|SERVICE", new byte[] {1});
    }
    await().atMost(LONG).until(() -> inEu.figures().getFirst().crowded());
    TargetOverride later = OverrideCodecTest.drain(2);
    inEu.relay(List.of(later));
    await().atMost(LONG).until(() -> inNa.overrides().contains(later));
    await().atMost(LONG).until(() -> !inEu.figures().getFirst().crowded());
    await().atMost(LONG).until(() -> overrides.get(later.key().toString()) instanceof byte[]);
  }

  /** Java objects run code when they are read. None of ours reads one, whatever map it is in. */
  @Test
  void hostileJavaObjectsAreNeverReadByUs() {
    Gadget.readBy.clear();
    hostile.put("eu-1|fra", new Gadget());
    hostile.put("gadget|fra", new Gadget());
    hostile.put(new Gadget(), "a key that is one");
    rogue.getReplicatedMap(HazelcastConfigs.HEARTBEATS).put("fra-ns9", new Gadget());
    await().atMost(LONG).until(() -> rejectedInNa() >= 1);
    await().atMost(LONG).until(() -> inEu.figures().getFirst().rejected() >= 1);
    awaitEverywhere(publish());
    inEu.beat(new Heartbeat("fra-ns1", "eu", 1, 1, 1, "d", "1.0"));
    await()
        .atMost(LONG)
        .untilAsserted(() ->
            assertThat(inNa.servers())
                .extracting(ServerSighting::beat)
                .extracting(Heartbeat::node)
                .containsExactly("fra-ns1"));
    assertThat(inEu.figures().getFirst().attached()).isTrue();
    assertThat(inNa.figures().get(1).attached()).isTrue();
    assertThat(Gadget.readBy).as("by nobody").isEmpty();
    assertThat(hostile.get("gadget|fra")).isInstanceOf(Gadget.class);
    assertThat(Gadget.readBy).as("but it acts when somebody reads it").isNotEmpty();
  }

  /** What an attacker would choose from what is on the class path: it acts when it is read. */
  private static final class Gadget implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
    static final Set<String> readBy = ConcurrentHashMap.newKeySet();

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      readBy.add(Thread.currentThread().getName());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Gadget;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
