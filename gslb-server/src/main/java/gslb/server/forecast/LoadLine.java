package gslb.server.forecast;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a datacenter is expected to carry.
 *
 * @param datacenter its name, or a word in brackets for what no datacenter carries
 * @param capacity as declared later, or before where it is gone; 0 = not declared
 * @param capacityShare of all capacity that is declared, 0..1
 * @param before its share of the clients
 * @param after likewise
 * @param loadBefore that share over its share of all capacity then; null without capacity
 * @param loadAfter likewise
 */
public record LoadLine(
    String datacenter,
    long capacity,
    double capacityShare,
    Shares before,
    Shares after,
    @Nullable Shares loadBefore,
    @Nullable Shares loadAfter) {

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("datacenter", datacenter);
    document.put("capacity", capacity);
    document.put("capacity_share", capacityShare);
    document.put("before", before.bySpace());
    document.put("after", after.bySpace());
    document.put("load_before", loadBefore == null ? null : loadBefore.bySpace());
    document.put("load_after", loadAfter == null ? null : loadAfter.bySpace());
    return document;
  }
}
