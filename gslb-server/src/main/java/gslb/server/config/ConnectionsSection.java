package gslb.server.config;

import gslb.server.transport.ConnectionLimits;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.time.Duration;

/** The key {@code connections} of server.yaml. */
final class ConnectionsSection {
  private static final int MOST = 1_000_000;
  private static final int MOST_MIB = 1 << 20;
  private static final int MIB = 20;

  private ConnectionsSection() {}

  static ConnectionLimits read(YamlMapping connections) {
    ConnectionLimits unsaid = ConnectionLimits.DEFAULT;
    Integer mib = connections.optional("memory_mib", Expected.integer(1, MOST_MIB));
    ConnectionLimits read =
        new ConnectionLimits(
            connections.optional("total", Expected.integer(1, MOST), unsaid.total()),
            connections.optional("per_client", Expected.integer(1, MOST), unsaid.perClient()),
            connections.optional(
                "idle",
                Expected.duration(Duration.ofMillis(100), Duration.ofHours(1)),
                unsaid.idle()),
            connections.optional(
                "message",
                Expected.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
                unsaid.message()),
            mib == null ? unsaid.memory() : (long) mib << MIB);
    connections.refuseOtherKeys();
    return read;
  }
}
