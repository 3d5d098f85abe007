package gslb.server.wire;

/**
 * One record with holes for its owner and its TTL, laid out as {@link RenderedRRset} draws it,
 * names in its data uncompressed. Made at load, copied per query.
 */
public final class RecordTemplate {
  final byte[] bytes;

  private RecordTemplate(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A record of class IN.
   *
   * @param type the type's number
   */
  public static RecordTemplate of(int type, byte[] rdata) {
    return new RecordTemplate(record(type, 0, rdata));
  }

  /** The bytes of a record of class IN with a hole for its owner. */
  public static byte[] record(int type, long ttl, byte[] rdata) {
    byte[] bytes = new byte[RenderedRRset.RDATA + rdata.length];
    Bytes.putU16(bytes, 2, type);
    Bytes.putU16(bytes, 4, 1);
    Bytes.putU32(bytes, 6, (int) ttl);
    Bytes.putU16(bytes, 10, rdata.length);
    System.arraycopy(rdata, 0, bytes, RenderedRRset.RDATA, rdata.length);
    return bytes;
  }
}
