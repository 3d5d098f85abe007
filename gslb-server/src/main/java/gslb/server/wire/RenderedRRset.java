package gslb.server.wire;

/**
 * An RRset as it goes on the wire, made once at load. What depends on the message is left as
 * two-byte holes that {@link ResponseWriter} fills: each record's owner, and each name in the data
 * that ends in the zone's origin.
 *
 * <pre>
 *  record:  owner hole (2) | type (2) | class (2) | TTL (4) | rdlength (2) | rdata, with origin holes
 * </pre>
 *
 * <p>So compression costs nothing per query: the query's name ends in the origin, wherever it is
 * (RFC 1035 §4.1.4).
 */
public final class RenderedRRset {
  /** Bytes from a record's start to its TTL. */
  static final int TTL = 6;

  /** Bytes from a record's start to its rdata. */
  public static final int RDATA = 12;

  private final int type;
  private final byte[] ownerLabels;
  final byte[] bytes;
  final int[] recordStart;
  final int[] originHole;

  /**
   * Takes over the arrays; they must not change any more.
   *
   * @param ownerLabels the owner's labels left of the origin, wire form without a root label; empty
   *     where it is only ever written under an owner that stands in the message already
   * @param bytes the records one after the other
   * @param recordStart where each begins, in order
   * @param originHole where the holes for pointers to the origin are
   */
  public RenderedRRset(
      int type, byte[] ownerLabels, byte[] bytes, int[] recordStart, int[] originHole) {
    this.type = type;
    this.ownerLabels = ownerLabels;
    this.bytes = bytes;
    this.recordStart = recordStart;
    this.originHole = originHole;
  }

  /** The record type's number. */
  public int type() {
    return type;
  }

  /** How many records it has. */
  public int records() {
    return recordStart.length;
  }

  /** TTL in seconds, the same for each record (RFC 2181 §5.2). */
  public int ttl() {
    return Bytes.u32(bytes, TTL);
  }

  /** Its bytes without an owner name of its own. */
  public int length() {
    return bytes.length;
  }

  /** Where in them the data of a record starts. */
  public int rdata(int record) {
    return recordStart[record] + RDATA;
  }

  int ownerLabelBytes() {
    return ownerLabels.length;
  }

  void copyOwnerLabels(byte[] to, int at) {
    System.arraycopy(ownerLabels, 0, to, at, ownerLabels.length);
  }
}
