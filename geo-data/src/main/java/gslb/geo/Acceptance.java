package gslb.geo;

import gslb.geo.Knowledge.Field;
import gslb.geo.KnownSample.Comparison;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database may take the place of the one that is served. A file that can be read to its
 * end can still be the wrong one: half of the world, another vendor's sample, a table of proxies.
 * Pure.
 *
 * @param minSizePercent it has at least so much of the networks and of the bytes of the one before,
 *     0..100; 0 = any size will do
 * @param maxMovedPercent at most so many of a sample of known addresses are unknown in it or in
 *     another country, 0..100; 100 = all may be
 */
public record Acceptance(int minSizePercent, int maxMovedPercent) {
  /** Vendors' databases change by a few percent from one week to the next. */
  public static final Acceptance DEFAULT = new Acceptance(70, 25);

  /** A field that fewer of the networks have is a vendor's whim, not what a map is built on. */
  private static final double MATTERS = 0.01;

  public Acceptance {
    if (minSizePercent < 0
        || minSizePercent > 100
        || maxMovedPercent < 0
        || maxMovedPercent > 100) {
      throw new IllegalArgumentException("percent are 0..100");
    }
  }

  /**
   * Why the database may not be served; null = it may.
   *
   * @param served what it would take the place of; null = nothing yet
   */
  public @Nullable String refusal(@Nullable GeoDatabase served, GeoDatabase candidate) {
    Knowledge knowledge = Knowledge.of(candidate.places());
    if (knowledge.isEmpty()) {
      return "a '%s' locates nobody: no network has a country, coordinates or an AS number"
          .formatted(candidate.info().type());
    }
    if (served == null) {
      return null;
    }
    String refusal = wrongType(served, candidate, knowledge);
    refusal = refusal != null ? refusal : shrunken(served, candidate);
    return refusal != null ? refusal : moved(served, candidate);
  }

  /** Fields that maps may rest on have not gone; a share below half of before is gone. */
  private @Nullable String wrongType(
      GeoDatabase served, GeoDatabase candidate, Knowledge knowledge) {
    if (minSizePercent == 0) {
      return null;
    }
    Knowledge before = Knowledge.of(served.places());
    for (Field field : Field.values()) {
      if (before.share(field) >= MATTERS && 2 * knowledge.share(field) < before.share(field)) {
        return "of another type: a '%s' has %s for %s of its networks, the served '%s' for %s"
            .formatted(
                candidate.info().type(),
                field.plural,
                percent(knowledge.share(field)),
                served.info().type(),
                percent(before.share(field)));
      }
    }
    return null;
  }

  private @Nullable String shrunken(GeoDatabase served, GeoDatabase candidate) {
    String shrunken = shrunken(candidate.info().networks(), served.info().networks(), "networks");
    return shrunken != null ? shrunken : shrunken(candidate.bytes(), served.bytes(), "bytes");
  }

  private @Nullable String shrunken(long now, long before, String what) {
    return now * 100 >= before * minSizePercent
        ? null
        : "shrunken: %d %s, less than %d %% of the %d of the served one"
            .formatted(now, what, minSizePercent, before);
  }

  private @Nullable String moved(GeoDatabase served, GeoDatabase candidate) {
    Comparison comparison = KnownSample.of(served.places()).compare(candidate.places());
    return comparison.moved() * 100 <= maxMovedPercent
        ? null
        : ("another world: of %d addresses that the served one knows, %d are unknown and %d are"
                + " elsewhere, more than %d %%")
            .formatted(
                comparison.addresses(),
                comparison.unknown(),
                comparison.elsewhere(),
                maxMovedPercent);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
