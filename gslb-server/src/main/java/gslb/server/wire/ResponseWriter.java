package gslb.server.wire;

/**
 * Writes a response in place: the question copied byte for byte, RRsets whole or not at all, the
 * OPT record last. Owns one worker's response buffer.
 *
 * <p>{@code owner} and {@code origin} arguments are offsets in the message of the name a hole
 * points to. They stay below 16384, as far as a pointer reaches: a chain has at most 17 names.
 */
public final class ResponseWriter {
  private static final int QR = 0x8000;
  private static final int AA = 0x0400;
  private static final int TC = 0x0200;
  private static final int COPIED = 0x7910; // opcode, RD and CD (RFC 4035 §3.1.6)
  private static final int POINTER = 0xC000;
  private static final int FARTHEST = 0x3FFF; // what 14 bits can point to (RFC 1035 §4.1.4)
  private static final int OPT_FIXED = 11;
  private static final int SUBNET_FIXED = 8; // option header, family, source, scope
  private static final int EXTENDED_ERROR = 6; // option header, info code

  /** The payload we announce and never exceed over UDP (RFC 9715, the DNS flag day's value). */
  public static final int UDP_PAYLOAD = 1232;

  private final byte[] out;
  private int at;
  private int limit;

  /**
   * @param out the response buffer, 65535 bytes
   */
  public ResponseWriter(byte[] out) {
    this.out = out;
  }

  /**
   * Starts a response to the query.
   *
   * @param message the query's bytes; its question is copied as it came, in its own case
   * @param tcp whether the message may have 65535 bytes
   */
  public void begin(byte[] message, Query query, boolean tcp) {
    int room = !query.edns ? 512 : Math.clamp(query.payloadSize, 512, UDP_PAYLOAD);
    limit = (tcp ? 65535 : room) - (query.edns ? optBytes(query) : 0);
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
   * Writes an RRset whose owner stands in the message already; false if it does not fit, then
   * nothing is written.
   */
  public boolean rrset(Section section, RenderedRRset set, int owner, int origin) {
    int start = at;
    if (start + set.bytes.length > limit) {
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
   * Writes an RRset together with its owner name; false if it does not fit or lies too far back for
   * its owner to be pointed to, then nothing is written.
   */
  public boolean ownedRRset(Section section, RenderedRRset set, int origin) {
    int labels = set.ownerLabelBytes();
    if (labels == 0) {
      return rrset(section, set, origin, origin);
    }
    int owner = at;
    // The first record has its owner written out, the others point to it.
    boolean reached = owner <= FARTHEST || set.records() == 1;
    if (!reached || owner + labels + set.bytes.length > limit) {
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
   * Writes the CNAME a DNAME stands for (RFC 6672 §3.1): the name's labels above the DNAME's owner,
   * then its target.
   *
   * @param name wire name the alias is for
   * @param prefix its bytes left of the DNAME's owner
   * @param target the DNAME's target, wire form
   * @return false if it does not fit
   */
  public boolean synthesizedAlias(int owner, int ttl, byte[] name, int prefix, byte[] target) {
    int rdata = at + RenderedRRset.RDATA;
    if (rdata + prefix + target.length > limit) {
      return false;
    }
    Bytes.putU16(out, at, POINTER | owner);
    Bytes.putU16(out, at + 2, RecordType.CNAME);
    Bytes.putU16(out, at + 4, 1);
    Bytes.putU32(out, at + 6, ttl);
    Bytes.putU16(out, at + 10, prefix + target.length);
    System.arraycopy(name, 0, out, rdata, prefix);
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
   * Ends the response.
   *
   * @param scope scope prefix length of the client subnet option, if the query had one
   * @param extendedError info code of RFC 8914, or -1 for none
   * @return its length in bytes
   */
  public int end(Rcode rcode, Query query, int scope, int extendedError) {
    Bytes.putU16(out, 2, (Bytes.u16(out, 2) & ~0xF) | (rcode.code() & 0xF));
    if (query.edns) {
      opt(rcode, query, scope, extendedError);
    }
    return at;
  }

  private void opt(Rcode rcode, Query query, int scope, int extendedError) {
    out[at] = 0;
    Bytes.putU16(out, at + 1, RecordType.OPT);
    Bytes.putU16(out, at + 3, UDP_PAYLOAD);
    Bytes.putU16(out, at + 5, (rcode.code() >>> 4) << 8); // extended rcode, version 0
    Bytes.putU16(out, at + 7, query.dnssecOk ? 0x8000 : 0);
    int sizeAt = at + 9;
    at += OPT_FIXED;
    if (query.subnet) {
      subnet(query, scope);
    }
    if (extendedError >= 0) {
      Bytes.putU16(out, at, EdnsOption.EXTENDED_ERROR);
      Bytes.putU16(out, at + 2, 2);
      Bytes.putU16(out, at + 4, extendedError);
      at += EXTENDED_ERROR;
    }
    Bytes.putU16(out, sizeAt, at - sizeAt - 2);
    counted(Section.ADDITIONAL, 1);
  }

  /** Family, source length and address as they came, our scope (RFC 7871 §7.2.1). */
  private void subnet(Query query, int scope) {
    int bytes = subnetBytes(query);
    Bytes.putU16(out, at, EdnsOption.CLIENT_SUBNET);
    Bytes.putU16(out, at + 2, 4 + bytes);
    Bytes.putU16(out, at + 4, query.subnetV6 ? 2 : 1);
    out[at + 6] = (byte) query.subnetSource;
    out[at + 7] = (byte) scope;
    at += SUBNET_FIXED;
    for (int i = 0; i < bytes; i++) {
      long half = i < 8 ? query.subnetHigh : query.subnetLow;
      out[at++] = (byte) (half >>> (56 - 8 * (i & 7)));
    }
  }

  private static int optBytes(Query query) {
    return OPT_FIXED + EXTENDED_ERROR + (query.subnet ? SUBNET_FIXED + subnetBytes(query) : 0);
  }

  private static int subnetBytes(Query query) {
    return (query.subnetSource + 7) / 8;
  }
}
