package gslb.server.secondary;

import gslb.zones.Zone;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/** Applies what an incremental transfer brought (RFC 1995 §4). */
final class ZoneChanges {
  private ZoneChanges() {}

  /**
   * The zone after the steps, the SOA first.
   *
   * @return null if they do not fit the zone, so that only a whole transfer can tell what it is
   */
  static @Nullable List<Record> apply(Zone zone, List<Delivery.Step> steps) {
    Set<Record> records = new LinkedHashSet<>(); // records are equal whatever their TTL
    zone.rrsets().forEach(rrset -> records.addAll(rrset.rrs(false)));
    SOARecord soa = zone.soa();
    records.remove(soa);
    for (Delivery.Step step : steps) {
      if (step.before().getSerial() != soa.getSerial()
          || !SerialNumber.isNewer(step.after().getSerial(), soa.getSerial())) {
        return null;
      }
      for (Record record : step.deleted()) {
        if (!records.remove(record)) {
          return null;
        }
      }
      records.addAll(step.added());
      soa = step.after();
    }
    List<Record> after = new ArrayList<>(records.size() + 1);
    after.add(soa);
    after.addAll(records);
    return after;
  }
}
