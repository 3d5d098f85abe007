package gslb.server.control;

import gslb.zones.yaml.DurationText;
import io.vertx.core.MultiMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A datacenter's load as somebody tells it: {@code ?datacenter=fra&load=320&lifetime=1m}.
 *
 * @param load 0 or more, in the unit of the datacenters' capacities
 * @param lifetime how long it holds, a second to a day; a minute where it is not said
 */
public record LoadRequest(String datacenter, double load, Duration lifetime) {
  private static final Duration USUAL = Duration.ofMinutes(1);

  static LoadRequest of(MultiMap params) {
    String datacenter = params.get("datacenter");
    if (datacenter == null) {
      throw new BadRequestException("expected datacenter=NAME");
    }
    return new LoadRequest(datacenter, load(params.get("load")), lifetime(params.get("lifetime")));
  }

  private static double load(@Nullable String text) {
    try {
      double load = text == null ? -1 : Double.parseDouble(text);
      if (load >= 0 && load < Double.POSITIVE_INFINITY) {
        return load;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new BadRequestException("expected load=NUMBER, 0 or more");
  }

  private static Duration lifetime(@Nullable String text) {
    Duration lifetime = text == null ? USUAL : DurationText.parse(text);
    if (lifetime == null
        || lifetime.compareTo(Duration.ofSeconds(1)) < 0
        || lifetime.compareTo(Duration.ofDays(1)) > 0) {
      throw new BadRequestException("expected lifetime=DURATION such as 1m, 1s to 1d");
    }
    return lifetime;
  }
}
