import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.ReplicatedMapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.replicatedmap.ReplicatedMap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Somebody who has got into the private network, is a member of a region's Hazelcast cluster, knows
 * the program's format, and does not have the cluster key. Does to the map of statuses what can be
 * done: {@code RogueMember CLUSTER ADDRESS:PORT MEMBER,.. inject|remove|flood SECONDS}.
 *
 * <p>Run from its source, with the program's libraries in the class path.
 */
final class RogueMember {

  private static final int VALUE_BYTES = 64 << 10;

  private final ReplicatedMap<Object, Object> map;
  private final long deadline;
  private final Random random = new Random(1);
  private long done;

  private RogueMember(ReplicatedMap<Object, Object> map, long seconds) {
    this.map = map;
    this.deadline = System.nanoTime() + seconds * 1_000_000_000L;
  }

  public static void main(String[] words) {
    HazelcastInstance member = Hazelcast.newHazelcastInstance(config(words[0], words[1], words[2]));
    System.out.println("a member among " + member.getCluster().getMembers().size());
    ReplicatedMap<Object, Object> map = member.getReplicatedMap("status");
    RogueMember rogue = new RogueMember(map, Long.parseLong(words[4]));
    switch (words[3]) {
      case "inject" -> rogue.inject();
      case "remove" -> rogue.remove();
      case "flood" -> rogue.flood();
      default -> throw new IllegalArgumentException(words[3]);
    }
    System.out.println(words[3] + ": " + rogue.done);
    System.out.flush();
    Runtime.getRuntime().halt(0); // it does not take its leave
  }

  private static Config config(String cluster, String address, String members) {
    int colon = address.lastIndexOf(':');
    Config config = new Config().setClusterName(cluster);
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.logging.type", "none")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "10")
        .setProperty("hazelcast.partition.count", "11"); // that of the real ones, or none lets it in
    config.getJetConfig().setEnabled(false);
    config.getNetworkConfig().setPort(Integer.parseInt(address.substring(colon + 1)));
    config.getNetworkConfig().setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true);
    config.getNetworkConfig().getInterfaces().addInterface(address.substring(0, colon));
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).addMember(members);
    config.addReplicatedMapConfig(
        new ReplicatedMapConfig("status")
            .setInMemoryFormat(InMemoryFormat.BINARY)
            .setAsyncFillup(false));
    return config;
  }

  private boolean over() {
    return System.nanoTime() > deadline;
  }

  /**
   * Forged entries from the far future with every status turned, good ones of others under each
   * key, things that are no entries at all, and what was said at the beginning again and again.
   */
  private void inject() {
    Map<Object, Object> first = new HashMap<>(map);
    while (!over()) {
      List<Object> values = new ArrayList<>(map.values());
      for (Map.Entry<Object, Object> entry : List.copyOf(map.entrySet())) {
        if (entry.getValue() instanceof byte[] bytes && bytes.length > 100) {
          map.put(entry.getKey(), forged(bytes));
          map.put(entry.getKey(), values.get(random.nextInt(values.size())));
          map.put(entry.getKey(), first.getOrDefault(entry.getKey(), "nothing"));
          map.put("eu-" + random.nextInt(1000) + "|fra", forged(bytes));
          map.put(random.nextInt(1000), "no bytes");
          done += 5;
        }
      }
      pause();
    }
  }

  private byte[] forged(byte[] good) {
    byte[] bytes = good.clone();
    ByteBuffer.wrap(bytes).putLong(1, Long.MAX_VALUE - random.nextInt(1000));
    for (int i = 50; i < bytes.length; i++) {
      if (bytes[i] == 1) {
        bytes[i] = 0; // wherever a status is up
      }
    }
    return bytes;
  }

  private void remove() {
    while (!over()) {
      for (Object key : List.copyOf(map.keySet())) {
        map.remove(key);
        done++;
      }
      map.clear();
    }
  }

  /** More than fits into any memory. */
  private void flood() {
    while (!over()) {
      byte[] value = new byte[VALUE_BYTES];
      random.nextBytes(value);
      map.put("flood " + done, value);
      done++;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
