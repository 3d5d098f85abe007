package gslb.server.secondary;

import java.util.List;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/** What a transfer brings. */
sealed interface Delivery {

  /**
   * The zone.
   *
   * @param records the SOA first and nowhere else
   */
  record Whole(List<Record> records) implements Delivery {}

  /** What changed since the zone we have (RFC 1995 §4), step by step. */
  record Changes(List<Step> steps) implements Delivery {}

  /** Nothing: the primary has no newer zone. */
  record Current() implements Delivery {}

  /** No whole answer came; why, in a few words. */
  record Failed(String why) implements Delivery {}

  /**
   * One change.
   *
   * @param before the SOA it applies to
   * @param deleted the other records that go
   * @param after the SOA it leads to
   * @param added the other records that come
   */
  record Step(SOARecord before, List<Record> deleted, SOARecord after, List<Record> added) {
    public Step {
      deleted = List.copyOf(deleted);
      added = List.copyOf(added);
    }
  }
}
