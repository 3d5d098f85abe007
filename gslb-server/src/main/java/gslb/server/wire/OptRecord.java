package gslb.server.wire;

import java.util.Arrays;

/**
 * The OPT record of a response (RFC 6891 §6.1): what it will say is gathered here while the query
 * is answered. One instance serves a worker for life.
 */
public final class OptRecord {
  private static final int FIXED = 11;
  private static final int OPTION_HEADER = 4;
  private static final int COOKIE_BYTES = 24;
  private static final int SUBNET_FIXED = 4; // family, source, scope
  private static final int ZONE_VERSION_BYTES = 6; // labels, type, serial
  private static final int PADDED_BLOCK = 468; // RFC 8467 §4.1
  private static final int LONGEST = 65535;
  private static final byte[] NOTHING = {};

  // From reset on; what takes room is set before ResponseWriter.begin.
  /** Which server answers, 1..{@link #MAX_NSID} bytes; empty = not said. */
  public byte[] nsid = NOTHING;

  /** Whether the three below are sent. */
  public boolean cookie;

  /** The client's cookie, as it came. */
  public long clientCookie;

  /** Our cookie's first half; see {@link ServerCookies}. */
  public long cookieHead;

  /** Its second half. */
  public long cookieHash;

  /** How long an idle connection is kept, 0..65535 tenths of a second; -1 = not said. */
  public int keepalive;

  // Until ResponseWriter.end.
  /** Scope prefix length of the client subnet option, sent if the query had one. */
  public int scope;

  /** Why there is no answer; where there is none, there is room for it. */
  public ExtendedError extendedError = ExtendedError.NONE;

  /** Labels of the zone the answer comes from, 0..127; -1 = its version is not said. */
  public int zoneLabels;

  /** Serial of its SOA, its version; valid with {@link #zoneLabels}. */
  public int zoneSerial;

  /** With the longest name and every option, a response of 512 bytes still has room for a NSID. */
  public static final int MAX_NSID = 128;

  /** Forgets the last response. */
  public void reset() {
    nsid = NOTHING;
    cookie = false;
    keepalive = -1;
    scope = 0;
    extendedError = ExtendedError.NONE;
    zoneLabels = -1;
  }

  /** Leaves out what only makes the response longer. */
  public void shorten() {
    nsid = NOTHING;
    extendedError = ExtendedError.NONE;
    zoneLabels = -1;
  }

  /** Bytes to keep free for it, 0 where the query has none. */
  int reserved(Query query) {
    return !query.edns
        ? 0
        : FIXED
            + (nsid.length > 0 ? OPTION_HEADER + nsid.length : 0)
            + (cookie ? OPTION_HEADER + COOKIE_BYTES : 0)
            + (keepalive >= 0 ? OPTION_HEADER + 2 : 0)
            + (query.subnet ? OPTION_HEADER + SUBNET_FIXED + subnetBytes(query) : 0)
            + (query.zoneVersion ? OPTION_HEADER + ZONE_VERSION_BYTES : 0)
            + (query.padding ? OPTION_HEADER : 0);
  }

  /** Writes it and returns what follows it. */
  int write(byte[] out, int start, Query query, Rcode rcode) {
    out[start] = 0;
    Bytes.putU16(out, start + 1, RecordType.OPT);
    Bytes.putU16(out, start + 3, ResponseWriter.UDP_PAYLOAD);
    Bytes.putU16(out, start + 5, (rcode.code() >>> 4) << 8); // extended rcode, version 0
    Bytes.putU16(out, start + 7, query.dnssecOk ? 0x8000 : 0);
    int end = options(out, start + FIXED, query);
    Bytes.putU16(out, start + 9, end - start - FIXED);
    return end;
  }

  private int options(byte[] out, int start, Query query) {
    int at = start;
    if (nsid.length > 0) {
      at = header(out, at, EdnsOption.NSID, nsid.length);
      System.arraycopy(nsid, 0, out, at, nsid.length);
      at += nsid.length;
    }
    if (query.subnet) {
      at = subnet(out, at, query);
    }
    if (cookie) {
      at = header(out, at, EdnsOption.COOKIE, COOKIE_BYTES);
      Bytes.putU64(out, at, clientCookie);
      Bytes.putU64(out, at + 8, cookieHead);
      Bytes.putU64(out, at + 16, cookieHash);
      at += COOKIE_BYTES;
    }
    if (keepalive >= 0) {
      at = header(out, at, EdnsOption.TCP_KEEPALIVE, 2);
      Bytes.putU16(out, at, keepalive);
      at += 2;
    }
    if (extendedError != ExtendedError.NONE) {
      at = header(out, at, EdnsOption.EXTENDED_ERROR, 2);
      Bytes.putU16(out, at, extendedError.code());
      at += 2;
    }
    if (zoneLabels >= 0) {
      at = zoneVersion(out, at);
    }
    return query.padding ? padding(out, at) : at;
  }

  /** Labels of the zone's name, type 0 (SOA-SERIAL), the serial (RFC 9660 §2). */
  private int zoneVersion(byte[] out, int start) {
    int at = header(out, start, EdnsOption.ZONE_VERSION, ZONE_VERSION_BYTES);
    out[at] = (byte) zoneLabels;
    out[at + 1] = 0;
    Bytes.putU32(out, at + 2, zoneSerial);
    return at + ZONE_VERSION_BYTES;
  }

  /** Zeros up to a whole number of blocks, or to the longest message (RFC 8467 §4.1). */
  private static int padding(byte[] out, int start) {
    int bare = start + OPTION_HEADER;
    int end = Math.min(Math.ceilDiv(bare, PADDED_BLOCK) * PADDED_BLOCK, LONGEST);
    Arrays.fill(out, header(out, start, EdnsOption.PADDING, end - bare), end, (byte) 0);
    return end;
  }

  private static int header(byte[] out, int at, int code, int size) {
    Bytes.putU16(out, at, code);
    Bytes.putU16(out, at + 2, size);
    return at + OPTION_HEADER;
  }

  /** Family, source length and address as they came, our scope (RFC 7871 §7.2.1). */
  private int subnet(byte[] out, int start, Query query) {
    int bytes = subnetBytes(query);
    int at = header(out, start, EdnsOption.CLIENT_SUBNET, SUBNET_FIXED + bytes);
    Bytes.putU16(out, at, query.subnetV6 ? 2 : 1);
    out[at + 2] = (byte) query.subnetSource;
    out[at + 3] = (byte) scope;
    at += SUBNET_FIXED;
    for (int i = 0; i < bytes; i++) {
      long half = i < 8 ? query.subnetHigh : query.subnetLow;
      out[at++] = (byte) (half >>> (56 - 8 * (i & 7)));
    }
    return at;
  }

  private static int subnetBytes(Query query) {
    return (query.subnetSource + 7) / 8;
  }
}
