package gslb.health.cluster;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.client.config.ClientNetworkConfig;
import com.hazelcast.client.config.RoutingMode;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.ReplicatedMapConfig;
import com.hazelcast.config.SerializationConfig;
import java.util.List;

/**
 * How Hazelcast is set up: it speaks only to the hosts it is told, binds only the address it is
 * told, starts no thread it can do without, and deserializes no Java objects.
 */
final class HazelcastConfigs {

  /**
   * The map of what vantages say; entries are written and never deleted, for a deletion does not
   * survive a merge.
   */
  static final String REPORTS = "status";

  /** The map of what servers say of themselves; likewise. */
  static final String HEARTBEATS = "servers";

  /** The map of operators' words; likewise. */
  static final String OVERRIDES = "override";

  private HazelcastConfigs() {}

  static Config member(ClusterSettings settings) {
    Config config = new Config().setClusterName(settings.name());
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.health.monitoring.level", "OFF")
        .setProperty("hazelcast.slow.operation.detector.enabled", "false");
    config
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "10")
        .setProperty("hazelcast.merge.first.run.delay.seconds", "10")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "10")
        .setProperty("hazelcast.operation.call.timeout.millis", "10000")
        .setProperty("hazelcast.graceful.shutdown.max.wait", "3");
    // A few small entries twice a second: few partitions (the same on every member), few threads.
    config
        .setProperty("hazelcast.partition.count", "11")
        .setProperty("hazelcast.operation.thread.count", "2")
        .setProperty("hazelcast.operation.generic.thread.count", "2")
        .setProperty("hazelcast.operation.response.thread.count", "1")
        .setProperty("hazelcast.io.thread.count", "1")
        .setProperty("hazelcast.event.thread.count", "1")
        .setProperty("hazelcast.clientengine.thread.count", "2")
        .setProperty("hazelcast.clientengine.query.thread.count", "1")
        .setProperty("hazelcast.clientengine.blocking.thread.count", "2");
    config.getJetConfig().setEnabled(false);
    config.getIntegrityCheckerConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    withoutJavaDeserialization(config.getSerializationConfig());
    network(config.getNetworkConfig(), settings);
    config
        .addReplicatedMapConfig(map(REPORTS))
        .addReplicatedMapConfig(map(HEARTBEATS))
        .addReplicatedMapConfig(map(OVERRIDES));
    return config;
  }

  /** Kept as it came: what somebody put there is deserialized by who reads it, or never. */
  private static ReplicatedMapConfig map(String name) {
    return new ReplicatedMapConfig(name)
        .setInMemoryFormat(InMemoryFormat.BINARY)
        .setAsyncFillup(true)
        .setStatisticsEnabled(false)
        .setMergePolicyConfig(
            new MergePolicyConfig().setPolicy(LatestReportPolicy.class.getName()));
  }

  private static void network(NetworkConfig network, ClusterSettings settings) {
    String self = settings.listenHost() + ":" + settings.listenPort();
    network.setPort(settings.listenPort()).setPortAutoIncrement(false).setPublicAddress(self);
    network.getInterfaces().setEnabled(true).addInterface(settings.listenHost());
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    List<String> members = settings.members().isEmpty() ? List.of(self) : settings.members();
    join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2).setMembers(members);
  }

  /**
   * A client that starts whether or not anyone is there and looks for a member for ever. It talks
   * to one member at a time: reads of a whole small map gain nothing from more connections, and
   * between regions only the addresses listed need to be reachable.
   */
  static ClientConfig client(String cluster, List<String> members) {
    ClientConfig config = new ClientConfig().setClusterName(cluster);
    config
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.client.statistics.enabled", "false")
        .setProperty("hazelcast.client.metrics.enabled", "false")
        .setProperty("hazelcast.client.heartbeat.interval", "1000")
        .setProperty("hazelcast.client.heartbeat.timeout", "10000")
        .setProperty("hazelcast.client.invocation.timeout.seconds", "5")
        .setProperty("hazelcast.client.event.thread.count", "1")
        .setProperty("hazelcast.client.response.thread.count", "1")
        .setProperty("hazelcast.client.io.input.thread.count", "1")
        .setProperty("hazelcast.client.io.output.thread.count", "1");
    config.getMetricsConfig().setEnabled(false);
    withoutJavaDeserialization(config.getSerializationConfig());
    ClientNetworkConfig network = config.getNetworkConfig();
    network.setAddresses(members).setConnectionTimeout(2000).setRedoOperation(false);
    network.getClusterRoutingConfig().setRoutingMode(RoutingMode.SINGLE_MEMBER);
    network.getAutoDetectionConfig().setEnabled(false);
    config.getConnectionStrategyConfig().setAsyncStart(true).setReconnectMode(ReconnectMode.ASYNC);
    config
        .getConnectionStrategyConfig()
        .getConnectionRetryConfig()
        .setInitialBackoffMillis(200)
        .setMaxBackoffMillis(2000)
        .setMultiplier(1.5)
        .setJitter(0.2)
        .setClusterConnectTimeoutMillis(Long.MAX_VALUE);
    return config;
  }

  /** Members send each other errors as Java objects; of all classes only those stay allowed. */
  private static void withoutJavaDeserialization(SerializationConfig serialization) {
    ClassFilter allowed = new ClassFilter();
    allowed.addPrefixes("com.hazelcast.");
    allowed.addClasses(
        "java.lang.Throwable",
        "java.lang.Exception",
        "java.lang.RuntimeException",
        "java.lang.Error",
        "java.lang.IllegalStateException",
        "java.lang.IllegalArgumentException",
        "java.lang.StackTraceElement",
        "java.util.concurrent.CancellationException",
        "[Ljava.lang.StackTraceElement;",
        "java.util.Collections$EmptyList");
    serialization.setJavaSerializationFilterConfig(
        new JavaSerializationFilterConfig().setDefaultsDisabled(true).setWhitelist(allowed));
  }
}
