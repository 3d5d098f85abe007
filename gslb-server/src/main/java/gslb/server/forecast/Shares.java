package gslb.server.forecast;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shares of the clients, each 0..1, by the space they are shares of: {@code ipv4} and {@code ipv6},
 * or {@code sample}.
 */
public record Shares(Map<String, Double> bySpace) {
  public Shares {
    bySpace = Collections.unmodifiableMap(new LinkedHashMap<>(bySpace));
  }

  /** The share of a space; 0 where there is none. */
  public double of(String space) {
    return bySpace.getOrDefault(space, 0.0);
  }

  /** The greatest of them. */
  public double most() {
    return bySpace.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Divided by a share of something else. */
  Shares over(double share) {
    Map<String, Double> divided = new LinkedHashMap<>();
    bySpace.forEach((space, of) -> divided.put(space, of / share));
    return new Shares(divided);
  }
}
