package gslb.server.lookup;

import gslb.server.snapshot.Finding;
import gslb.server.snapshot.ZoneNode;
import gslb.server.snapshot.ZoneTable;
import gslb.server.wire.SearchName;

/** Finds the nearest node. */
public final class Lookup {
  private static final Finding NOT_OURS = new Finding.NotOurs();

  private Lookup() {}

  /**
   * What the name and type come to. At most labels + 1 probes: the name itself, then its ancestors
   * until one exists, which is the closest encloser (RFC 4592 §3.3.1). Cuts, DNAMEs and wildcards
   * above it were worked into its findings at load.
   */
  public static Finding find(ZoneTable zones, SearchName name, int type) {
    ZoneNode node = zones.get(name, 0);
    if (node != null) {
      return node.at(type);
    }
    for (int skipped = 1; skipped <= name.labels(); skipped++) {
      ZoneNode encloser = zones.get(name, skipped);
      if (encloser != null) {
        return encloser.below(type);
      }
    }
    return NOT_OURS;
  }
}
