package gslb.server.secondary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/**
 * One transfer from a primary (RFC 5936, RFC 1995). What it brings is gathered up to a bound; how
 * long it may take is bounded too.
 */
final class Transfer implements ZoneTransferIn.ZoneTransferHandler {
  private static final Logger log = LoggerFactory.getLogger(Transfer.class);
  private static final int FIXED = 10; // type, class, TTL, RDLENGTH

  private final long mostBytes;
  private final long deadline;
  private final List<Record> whole = new ArrayList<>();
  private final List<Delivery.Step> steps = new ArrayList<>();
  private final List<Record> deleted = new ArrayList<>();
  private final List<Record> added = new ArrayList<>();
  private @Nullable SOARecord before;
  private @Nullable SOARecord after;
  private List<Record> gathering = whole;
  private long bytes;

  private Transfer(SecondaryRule.Limits limits) {
    this.mostBytes = limits.bytes();
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  /** The whole zone (AXFR). */
  static Delivery whole(Name zone, Primary primary, SecondaryRule.Limits limits) {
    return run(ZoneTransferIn.newAXFR(zone, primary.address(), tsig(primary)), primary, limits);
  }

  /** What changed since that serial, or the whole zone if the primary prefers (IXFR). */
  static Delivery since(long serial, Name zone, Primary primary, SecondaryRule.Limits limits) {
    return run(
        ZoneTransferIn.newIXFR(zone, serial, false, primary.address(), tsig(primary)),
        primary,
        limits);
  }

  private static @Nullable TSIG tsig(Primary primary) {
    return primary.key() == null ? null : primary.key().tsig();
  }

  private static Delivery run(ZoneTransferIn client, Primary primary, SecondaryRule.Limits limits) {
    client.setTimeout(limits.time());
    Transfer transfer = new Transfer(limits);
    try {
      client.run(transfer);
      return client.isIXFR() ? transfer.changes() : transfer.zone(client.isAXFR());
    } catch (IOException | ZoneTransferException | RuntimeException e) {
      // dnsjava throws what it likes at hostile bytes, at a message without an answer for one.
      log.debug("{} from {}", client.getName(), primary, e);
      return new Delivery.Failed("transfer broke off: " + Primary.reason(e));
    }
  }

  private Delivery zone(boolean delivered) {
    if (!delivered) {
      return new Delivery.Current();
    }
    // The client ends at the second SOA of the answer, whichever that is (RFC 5936 §2.2).
    SOARecord last = (SOARecord) whole.removeLast();
    return whole.isEmpty() || !(whole.getFirst() instanceof SOARecord first) || !first.equals(last)
        ? new Delivery.Failed("transfer ended with another SOA than it began with")
        : new Delivery.Whole(List.copyOf(whole));
  }

  private Delivery changes() {
    endStep();
    return new Delivery.Changes(List.copyOf(steps));
  }

  @Override
  public void startAXFR() {
    gathering = whole;
  }

  @Override
  public void startIXFR() {
    gathering = deleted;
  }

  @Override
  public void startIXFRDeletes(Record soa) {
    endStep();
    before = (SOARecord) soa;
    gathering = deleted;
  }

  @Override
  public void startIXFRAdds(Record soa) {
    after = (SOARecord) soa;
    gathering = added;
  }

  private void endStep() {
    if (before != null && after != null) {
      steps.add(new Delivery.Step(before, deleted, after, added));
    }
    deleted.clear();
    added.clear();
    after = null;
  }

  @Override
  public void handleRecord(Record record) throws ZoneTransferException {
    bytes += record.getName().length() + FIXED + record.rdataToWireCanonical().length;
    if (bytes > mostBytes) {
      throw new ZoneTransferException("it is larger than " + mostBytes + " bytes");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new ZoneTransferException("it takes too long");
    }
    gathering.add(record);
  }
}
