package gslb.server.wire;

/** Codes of the EDNS options the answer path reads or writes (IANA DNS parameters). */
public final class EdnsOption {
  /** Client subnet (RFC 7871). */
  public static final int CLIENT_SUBNET = 8;

  /** Extended error (RFC 8914). */
  static final int EXTENDED_ERROR = 15;

  private EdnsOption() {}
}
