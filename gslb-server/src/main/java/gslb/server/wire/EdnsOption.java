package gslb.server.wire;

/** Numbers of the EDNS options we know (IANA, DNS EDNS0 Option Codes). */
public final class EdnsOption {
  /** Which server answers (RFC 5001). */
  static final int NSID = 3;

  /** For whom is asked (RFC 7871). */
  public static final int CLIENT_SUBNET = 8;

  /** Both sides' cookies (RFC 7873). */
  static final int COOKIE = 10;

  /** How long an idle connection is kept (RFC 7828). */
  static final int TCP_KEEPALIVE = 11;

  /** Zeros that hide a message's length (RFC 7830). */
  static final int PADDING = 12;

  /** Why it is not answered (RFC 8914). */
  static final int EXTENDED_ERROR = 15;

  /** Which version of the zone answers (RFC 9660). */
  static final int ZONE_VERSION = 19;

  private EdnsOption() {}
}
