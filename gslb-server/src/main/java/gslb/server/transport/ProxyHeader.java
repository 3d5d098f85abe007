package gslb.server.transport;

import gslb.server.wire.Bytes;

/**
 * Reads the header a proxy puts before what it passes on (PROXY protocol, version 2, §2.2), so that
 * the client's address is not lost. The scratch of one thread.
 *
 * <pre>
 *   0    12-byte signature
 *  12    version (4 bits) | command (4 bits)     2 | 0 LOCAL, 1 PROXY
 *  13    family  (4 bits) | protocol (4 bits)    0 UNSPEC, 1 IPv4, 2 IPv6, 3 UNIX
 *  14    length of what follows, 0..65535
 *  16    source address, destination address, source port, destination port
 *   ..   extensions (TLVs), passed over
 * </pre>
 */
final class ProxyHeader {
  /** More bytes are needed to tell. */
  static final int INCOMPLETE = 0;

  /** It is no header. */
  static final int MALFORMED = -1;

  /** Bytes before the addresses. */
  static final int FIXED = 16;

  private static final byte[] SIGNATURE = {
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
  };
  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int LAST_FAMILY = 3;
  private static final int LAST_PROTOCOL = 2;

  /** Source, destination and their ports. */
  private static final int IPV4_ADDRESSES = 4 + 4 + 2 + 2;

  private static final int IPV6_ADDRESSES = 16 + 16 + 2 + 2;

  /** Bits 64..95 of an IPv4 address written as an IPv6 one (RFC 4291 §2.5.5.2), 0..63 being 0. */
  private static final long MAPPED = 0xFFFF;

  /**
   * Whether it tells a client; if not, who sent it speaks for itself (LOCAL) or for one without an
   * IP address. Like the rest valid when {@link #read} gave a length.
   */
  boolean tellsClient;

  /** The client's family. */
  boolean v6;

  /** The client's address, left-aligned in 128 bits. */
  long high;

  /** Its lower half; 0 for IPv4. */
  long low;

  /**
   * Reads a header.
   *
   * @param bytes what came, from its first byte
   * @param length how many of them are valid
   * @return how many bytes the header has, 16 or more; or {@link #INCOMPLETE} or {@link #MALFORMED}
   */
  int read(byte[] bytes, int length) {
    for (int i = 0; i < SIGNATURE.length && i < length; i++) {
      if (bytes[i] != SIGNATURE[i]) {
        return MALFORMED;
      }
    }
    if (length < FIXED) {
      return INCOMPLETE;
    }
    int command = bytes[12] & 0xFF;
    int family = (bytes[13] & 0xF0) >> 4;
    int protocol = bytes[13] & 0x0F;
    boolean known = command == LOCAL || command == PROXY;
    if (!known || family > LAST_FAMILY || protocol > LAST_PROTOCOL) {
      return MALFORMED;
    }
    int rest = Bytes.u16(bytes, 14);
    tellsClient = command == PROXY && protocol != 0 && (family == IPV4 || family == IPV6);
    v6 = family == IPV6;
    if (tellsClient && rest < (v6 ? IPV6_ADDRESSES : IPV4_ADDRESSES)) {
      return MALFORMED;
    }
    if (length < FIXED + rest) {
      return INCOMPLETE;
    }
    if (tellsClient) {
      readClient(bytes);
    }
    return FIXED + rest;
  }

  private void readClient(byte[] bytes) {
    if (!v6) {
      high = Bytes.u64(bytes, FIXED) & 0xFFFF_FFFF_0000_0000L;
      low = 0;
      return;
    }
    high = Bytes.u64(bytes, FIXED);
    low = Bytes.u64(bytes, FIXED + 8);
    if (high == 0 && low >>> 32 == MAPPED) {
      v6 = false;
      high = low << 32;
      low = 0;
    }
  }
}
