package gslb.server.transfer;

import gslb.server.wire.Bytes;
import gslb.server.wire.QueryParser;
import gslb.server.wire.RecordType;
import gslb.server.wire.ResponseWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * One message of a transfer. Names are shortened to names that stand in the message byte for byte,
 * so that a secondary keeps the case of each (RFC 5936 §3.4), and in data only where RFC 3597 §4
 * lets them be.
 */
final class MessageWriter {
  private static final int QR_AA = 0x8400;
  private static final int TC = 0x0200;
  private static final int COPIED = 0x7910; // opcode, RD, CD
  private static final int POINTERS = 0x4000;
  private static final int OPT_SIZE = 11;

  private final byte[] out;
  private final TransferQuery query;
  private final Map<String, Integer> names = new HashMap<>();
  private int at = QueryParser.HEADER;
  private int records;

  /**
   * Begins a message.
   *
   * @param first whether the question stands in it
   */
  MessageWriter(byte[] out, TransferQuery query, boolean first) {
    this.out = out;
    this.query = query;
    boolean asked = first && query.question().length > 0;
    Bytes.putU16(out, 0, query.id());
    Bytes.putU16(out, 2, QR_AA | (query.flags() & COPIED));
    Bytes.putU16(out, 4, asked ? 1 : 0);
    Bytes.putU32(out, 6, 0);
    Bytes.putU16(out, 10, 0);
    if (asked) {
      name(query.question(), 0);
      copy(query.question(), query.question().length - 4, 4);
    }
  }

  /**
   * Adds a record to the answer; false if it would pass {@code limit} and is not the first.
   *
   * @param limit bytes the message should have at most, the signature apart
   */
  boolean add(Record record, int limit) {
    byte[] wire = record.toWire(Section.ANSWER);
    if (at + wire.length > limit && records > 0) {
      return false;
    }
    if (at + wire.length > out.length) {
      throw new IllegalStateException(record.getName() + ": a record no message can hold");
    }
    int fixed = name(wire, 0);
    copy(wire, fixed, 10);
    int sizeAt = at - 2;
    int data = fixed + 10;
    int rest =
        switch (record.getType()) {
          case RecordType.NS, RecordType.CNAME, RecordType.PTR -> name(wire, data);
          case RecordType.MX -> {
            copy(wire, data, 2);
            yield name(wire, data + 2);
          }
          case RecordType.SOA -> name(wire, name(wire, data));
          default -> data;
        };
    copy(wire, rest, wire.length - rest);
    Bytes.putU16(out, sizeAt, at - sizeAt - 2);
    records++;
    return true;
  }

  /** Ends the message, the signature apart; returns its length. */
  int end(int rcode, boolean opt) {
    Bytes.putU16(out, 2, Bytes.u16(out, 2) | rcode);
    Bytes.putU16(out, 6, records);
    if (opt && query.edns()) {
      out[at] = 0;
      Bytes.putU16(out, at + 1, RecordType.OPT);
      Bytes.putU16(out, at + 3, ResponseWriter.UDP_PAYLOAD);
      Bytes.putU16(out, at + 5, 0);
      Bytes.putU16(out, at + 7, query.dnssecOk() ? 0x8000 : 0);
      Bytes.putU16(out, at + 9, 0);
      Bytes.putU16(out, 10, 1);
      at += OPT_SIZE;
    }
    return at;
  }

  /** An answer that says nothing but its code, of no zone's authority. */
  static int bare(byte[] out, TransferQuery query, int rcode) {
    MessageWriter writer = new MessageWriter(out, query, true);
    Bytes.putU16(out, 2, Bytes.u16(out, 2) & ~0x0400);
    return writer.end(rcode, true);
  }

  /** An answer that did not fit with its signature: the question and TC (RFC 8945 §5.3). */
  static int truncated(byte[] out, TransferQuery query) {
    MessageWriter writer = new MessageWriter(out, query, true);
    Bytes.putU16(out, 2, (Bytes.u16(out, 2) & ~0x0400) | TC);
    return writer.end(0, false);
  }

  private void copy(byte[] from, int start, int length) {
    System.arraycopy(from, start, out, at, length);
    at += length;
  }

  /** Writes the whole name that {@code from} holds at {@code start}; returns what follows it. */
  private int name(byte[] from, int start) {
    int end = start;
    while (from[end] != 0) {
      end += 1 + from[end];
    }
    end++;
    int label = start;
    while (from[label] != 0) {
      String suffix = new String(from, label, end - label, StandardCharsets.ISO_8859_1);
      Integer known = names.get(suffix);
      if (known != null) {
        Bytes.putU16(out, at, 0xC000 | known);
        at += 2;
        return end;
      }
      if (at < POINTERS) {
        names.put(suffix, at);
      }
      copy(from, label, 1 + from[label]);
      label += 1 + from[label];
    }
    copy(from, label, 1);
    return end;
  }
}
