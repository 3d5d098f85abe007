package gslb.zones;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Where names leave a zone's data (RFC 1034 §4.2, RFC 6672 §2.4). */
final class ZoneCut {

  private ZoneCut() {}

  /** What a zone has. */
  @FunctionalInterface
  interface Data {
    /** Whether there is an RRset of the name and type. */
    boolean has(Name owner, int type);
  }

  /**
   * The highest delegation at or above a name, or the highest DNAME above it; null where the name
   * is the zone's own.
   */
  static @Nullable Name above(Name name, Name origin, Data zone) {
    Name cut = null;
    int above = name.labels() - origin.labels();
    for (int labels = 0; labels < above; labels++) { // from the name itself up to below the apex
      Name ancestor = labels == 0 ? name : new Name(name, labels);
      if (zone.has(ancestor, Type.NS) || (labels > 0 && zone.has(ancestor, Type.DNAME))) {
        cut = ancestor;
      }
    }
    return cut == null && !name.equals(origin) && zone.has(origin, Type.DNAME) ? origin : cut;
  }
}
