package gslb.server.secondary;

import gslb.server.transfer.Key;
import gslb.zones.FetchedOrigin;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A zone an operator wants fetched.
 *
 * @param primaries where it is fetched from, at least one, in the order they are asked
 * @param key what every message to and from them is signed with; null = nothing is
 */
public record SecondaryRule(
    FetchedOrigin origin, List<InetSocketAddress> primaries, @Nullable Key key, Limits limits) {

  public SecondaryRule {
    primaries = List.copyOf(primaries);
    if (primaries.isEmpty()) {
      throw new IllegalArgumentException("no primary of " + origin.name());
    }
  }

  /**
   * What a primary cannot make us do.
   *
   * @param bytes of one transfer's records; above it the transfer is given up
   * @param time one transfer may take
   * @param minRefresh between two questions for a SOA, whatever the SOA says; also between a
   *     failure and the next try
   */
  public record Limits(long bytes, Duration time, Duration minRefresh) {
    /** What holds where nothing is written. */
    public static final Limits DEFAULT =
        new Limits(64L << 20, Duration.ofMinutes(5), Duration.ofSeconds(30));
  }
}
