package gslb.server.config;

import gslb.server.secondary.SecondaryRule;
import gslb.server.transfer.Key;
import gslb.zones.FetchedOrigin;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The key {@code secondary} of server.yaml: zones that are fetched from their primaries. */
final class SecondarySection {
  private static final SecondaryRule.Limits LIMITS = SecondaryRule.Limits.DEFAULT;
  private static final Duration LONGEST_TRANSFER = Duration.ofHours(1);
  private static final Duration LONGEST_REFRESH = Duration.ofDays(1);
  private static final int MOST_MIB = 4096;

  private final Expected<InetSocketAddress> socketAddress;
  private final Expected<Key> key;
  private final List<SecondaryRule> rules = new ArrayList<>();
  private final Map<Object, FetchedOrigin> first = new HashMap<>();

  private SecondarySection(Expected<InetSocketAddress> socketAddress, Expected<Key> key) {
    this.socketAddress = socketAddress;
    this.key = key;
  }

  static List<SecondaryRule> read(
      YamlMapping root, KeysSection keys, Expected<InetSocketAddress> socketAddress) {
    SecondarySection section = new SecondarySection(socketAddress, keys.key());
    for (YamlMapping entry :
        root.optional("secondary", Expected.listOf(Expected.mapping()), List.of())) {
      section.entry(entry);
    }
    return List.copyOf(section.rules);
  }

  private void entry(YamlMapping entry) {
    List<FetchedOrigin> origins = entry.required("zones", Expected.nonEmptyListOf(this::origin));
    List<InetSocketAddress> primaries =
        entry.required("primaries", Expected.nonEmptyListOf(socketAddress));
    Key signedWith = entry.optional("key", key);
    SecondaryRule.Limits limits =
        new SecondaryRule.Limits(
            (long)
                    entry.optional(
                        "max_mib",
                        Expected.integer(1, MOST_MIB),
                        Math.toIntExact(LIMITS.bytes() >> 20))
                << 20,
            entry.optional(
                "max_time",
                Expected.duration(Duration.ofSeconds(1), LONGEST_TRANSFER),
                LIMITS.time()),
            entry.optional(
                "min_refresh",
                Expected.duration(Duration.ofSeconds(1), LONGEST_REFRESH),
                LIMITS.minRefresh()));
    entry.refuseOtherKeys();
    boolean whole = (signedWith != null) == entry.has("key"); // a slip must not leave it unsigned
    if (origins != null && primaries != null && !primaries.isEmpty() && whole) {
      origins.forEach(
          origin -> rules.add(new SecondaryRule(origin, primaries, signedWith, limits)));
    }
  }

  private @Nullable FetchedOrigin origin(YamlNode node) {
    String written = Expected.text().read(node);
    if (written == null) {
      return null;
    }
    try {
      FetchedOrigin origin = FetchedOrigin.of(written, node.position());
      FetchedOrigin before = first.putIfAbsent(origin.name(), origin);
      if (before == null) {
        return origin;
      }
      node.error("the zone " + written + " is fetched already, at " + before.at());
    } catch (IllegalArgumentException e) {
      node.error(String.valueOf(e.getMessage()));
    }
    return null;
  }
}
