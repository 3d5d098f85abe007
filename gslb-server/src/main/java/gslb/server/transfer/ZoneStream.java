package gslb.server.transfer;

import gslb.server.answer.Rest;
import gslb.zones.Zone;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/**
 * A zone as messages, its SOA first and last (RFC 5936 §2.2). Holds no more than the zone itself
 * and its place in it.
 */
final class ZoneStream implements Rest {
  /** Beyond it no name can be pointed to (RFC 1035 §4.1.4), so larger messages gain little. */
  private static final int MESSAGE = 16 << 10;

  private final TransferQuery query;
  private final @Nullable Signer signer;
  private final Iterator<Record> records;
  private @Nullable Record waiting;
  private boolean first = true;

  private ZoneStream(TransferQuery query, @Nullable Signer signer, Iterator<Record> records) {
    this.query = query;
    this.signer = signer;
    this.records = records;
    this.waiting = records.next();
  }

  /**
   * The whole zone.
   *
   * @param signer signs every message; null = none is
   */
  static ZoneStream whole(Zone zone, TransferQuery query, @Nullable Signer signer) {
    SOARecord soa = zone.soa();
    Stream<Record> between =
        zone.rrsets().stream()
            .flatMap(ZoneStream::records)
            .filter(record -> !(record instanceof SOARecord));
    return new ZoneStream(
        query,
        signer,
        Stream.concat(Stream.concat(Stream.of(soa), between), Stream.of(soa)).iterator());
  }

  /** The SOA alone: what a client that is current is told, and one that asks over UDP. */
  static ZoneStream soaOnly(Zone zone, TransferQuery query, @Nullable Signer signer) {
    return new ZoneStream(query, signer, Stream.<Record>of(zone.soa()).iterator());
  }

  /** Every record of an RRset, signatures that stand beside it among them. */
  static Stream<Record> records(RRset rrset) {
    return Stream.concat(rrset.rrs(false).stream(), rrset.sigs().stream());
  }

  boolean finished() {
    return waiting == null;
  }

  @Override
  public int next(byte[] message) {
    if (waiting == null) {
      return 0;
    }
    MessageWriter writer = new MessageWriter(message, query, first);
    while (waiting != null && writer.add(waiting, MESSAGE)) {
      waiting = records.hasNext() ? records.next() : null;
    }
    int length = writer.end(0, first);
    first = false;
    return signer == null ? length : signer.sign(message, length);
  }
}
