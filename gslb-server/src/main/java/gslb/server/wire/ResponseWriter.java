package gslb.server.wire;

/**
 * Writes a response in place: the question copied byte for byte, RRsets whole or not at all, the
 * OPT record last. Owns one worker's response buffer.
 *
 * <p>{@code owner} and {@code origin} arguments are offsets in the message of the name a hole
 * points to. Those of the question and of the aliases it led to stay within a pointer's reach: a
 * chain has at most 17 names. A name in a large RRset may not.
 */
public final class ResponseWriter {
  private static final int QR = 0x8000;
  private static final int AA = 0x0400;
  private static final int TC = 0x0200;
  private static final int COPIED = 0x7910; // opcode, RD and CD (RFC 4035 §3.1.6)
  private static final int POINTER = 0xC000;
  private static final int FARTHEST = 0x3FFF; // what 14 bits can point to (RFC 1035 §4.1.4)
  private static final int CLASS_CHAOS = 3;

  /** The payload we announce and never exceed over UDP (RFC 9715, the DNS flag day's value). */
  public static final int UDP_PAYLOAD = 1232;

  private final byte[] out;
  private final OptRecord opt;
  private int at;
  private int limit;

  /**
   * @param out the response buffer, 65535 bytes
   * @param opt what is said in the OPT record, for those that get one
   */
  public ResponseWriter(byte[] out, OptRecord opt) {
    this.out = out;
    this.opt = opt;
  }

  /**
   * Starts a response to the query.
   *
   * @param message the query's bytes; its question is copied as it came, in its own case
   * @param tcp whether the message may have 65535 bytes
   */
  public void begin(byte[] message, Query query, boolean tcp) {
    int room = !query.edns ? 512 : Math.clamp(query.payloadSize, 512, UDP_PAYLOAD);
    limit = (tcp ? 65535 : room) - opt.reserved(query);
    Bytes.putU16(out, 0, query.id);
    Bytes.putU16(out, 2, QR | (query.flags & COPIED));
    Bytes.putU16(out, 4, query.hasQuestion ? 1 : 0);
    Bytes.putU32(out, 6, 0);
    Bytes.putU16(out, 10, 0);
    at = QueryParser.HEADER;
    if (query.hasQuestion) {
      System.arraycopy(message, at, out, at, query.name.length() + 4);
      at += query.name.length() + 4;
    }
  }

  /** Where the next record will start. */
  public int position() {
    return at;
  }

  /** Marks the answer as authoritative. */
  public void authoritative() {
    Bytes.putU16(out, 2, Bytes.u16(out, 2) | AA);
  }

  /** Says that something needed did not fit (RFC 2181 §9). */
  public void truncated() {
    Bytes.putU16(out, 2, Bytes.u16(out, 2) | TC);
  }

  /**
   * Writes an RRset whose owner stands in the message already; false if it does not fit or its
   * owner lies too far in to be pointed to, then nothing is written.
   */
  public boolean rrset(Section section, RenderedRRset set, int owner, int origin) {
    int start = at;
    if (start + set.bytes.length > limit || owner > FARTHEST) {
      return false;
    }
    System.arraycopy(set.bytes, 0, out, start, set.bytes.length);
    for (int recordStart : set.recordStart) {
      Bytes.putU16(out, start + recordStart, POINTER | owner);
    }
    fill(set, start, origin);
    at = start + set.bytes.length;
    counted(section, set.recordStart.length);
    return true;
  }

  /**
   * Writes an RRset together with its owner name, which follows at most a chain of aliases; false
   * if it does not fit, then nothing is written.
   */
  public boolean ownedRRset(Section section, RenderedRRset set, int origin) {
    int labels = set.ownerLabelBytes();
    if (labels == 0) {
      return rrset(section, set, origin, origin);
    }
    int owner = at;
    if (owner + labels + set.bytes.length > limit) {
      return false;
    }
    // The labels stand before the first record, whose hole then points to the origin and so ends
    // the name.
    set.copyOwnerLabels(out, owner);
    at += labels;
    rrset(section, set, owner, origin);
    Bytes.putU16(out, owner + labels, POINTER | origin);
    return true;
  }

  private void fill(RenderedRRset set, int start, int origin) {
    for (int hole : set.originHole) {
      Bytes.putU16(out, start + hole, POINTER | origin);
    }
  }

  /**
   * Writes one record of a template (see {@link RenderedRRset}) with its own TTL; false if it does
   * not fit.
   */
  public boolean record(RecordTemplate template, int owner, int ttl) {
    int start = at;
    if (start + template.bytes.length > limit) {
      return false;
    }
    System.arraycopy(template.bytes, 0, out, start, template.bytes.length);
    Bytes.putU16(out, start, POINTER | owner);
    Bytes.putU32(out, start + RenderedRRset.TTL, ttl);
    at = start + template.bytes.length;
    counted(Section.ANSWER, 1);
    return true;
  }

  /**
   * Takes back what {@link #record} wrote last.
   *
   * @param start where the first of the records begins
   * @param records how many they are
   */
  public void takeBack(int start, int records) {
    at = start;
    counted(Section.ANSWER, -records);
  }

  /**
   * Writes the CNAME a DNAME stands for (RFC 6672 §3.1): the labels of the name it is for that
   * stand left of the DNAME's owner, in their own case, then the DNAME's target.
   *
   * @param owner where the name stands in the message; no pointer is left of the DNAME's owner
   * @param prefix bytes of those labels
   * @param target wire form
   * @return false if it does not fit
   */
  public boolean synthesizedAlias(int owner, int ttl, int prefix, byte[] target) {
    int rdata = at + RenderedRRset.RDATA;
    if (rdata + prefix + target.length > limit) {
      return false;
    }
    Bytes.putU16(out, at, POINTER | owner);
    Bytes.putU16(out, at + 2, RecordType.CNAME);
    Bytes.putU16(out, at + 4, 1);
    Bytes.putU32(out, at + 6, ttl);
    Bytes.putU16(out, at + 10, prefix + target.length);
    System.arraycopy(out, owner, out, rdata, prefix);
    System.arraycopy(target, 0, out, rdata + prefix, target.length);
    at = rdata + prefix + target.length;
    counted(Section.ANSWER, 1);
    return true;
  }

  /**
   * Lowers the TTL of the record written at {@code start} to {@code ttl} seconds, if it is higher.
   */
  public void shorten(int start, int ttl) {
    if (ttl < Bytes.u32(out, start + RenderedRRset.TTL)) {
      Bytes.putU32(out, start + RenderedRRset.TTL, ttl);
    }
  }

  private void counted(Section section, int records) {
    Bytes.putU16(out, section.countAt, Bytes.u16(out, section.countAt) + records);
  }

  /**
   * Writes a TXT record of class CHAOS and TTL 0 for the question's name (RFC 4892 §2).
   *
   * @param text 1..255 bytes
   */
  public void chaosText(byte[] text) {
    Bytes.putU16(out, at, POINTER | QueryParser.HEADER);
    Bytes.putU16(out, at + 2, RecordType.TXT);
    Bytes.putU16(out, at + 4, CLASS_CHAOS);
    Bytes.putU32(out, at + 6, 0);
    Bytes.putU16(out, at + 10, 1 + text.length);
    out[at + RenderedRRset.RDATA] = (byte) text.length;
    System.arraycopy(text, 0, out, at + RenderedRRset.RDATA + 1, text.length);
    at += RenderedRRset.RDATA + 1 + text.length;
    counted(Section.ANSWER, 1);
  }

  /** Ends the response and returns its length in bytes. */
  public int end(Rcode rcode, Query query) {
    Bytes.putU16(out, 2, (Bytes.u16(out, 2) & ~0xF) | (rcode.code() & 0xF));
    if (query.edns) {
      at = opt.write(out, at, query, rcode);
      counted(Section.ADDITIONAL, 1);
    }
    return at;
  }
}
