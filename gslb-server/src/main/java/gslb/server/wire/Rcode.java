package gslb.server.wire;

/** Response codes (RFC 1035 §4.1.1, RFC 6891 §9). */
public enum Rcode {
  /** An answer, a referral, or no data. */
  NOERROR(0),
  /** The message could not be read. */
  FORMERR(1),
  /** We failed. */
  SERVFAIL(2),
  /** The name does not exist. */
  NXDOMAIN(3),
  /** An operation we do not do. */
  NOTIMP(4),
  /** Not our zone, or not allowed. */
  REFUSED(5),
  /** DNAME substitution made the name too long (RFC 6672 §2.2). */
  YXDOMAIN(6),
  /** EDNS version above ours; needs the OPT record to be said. */
  BADVERS(16),
  /** No valid server cookie, and we insist on one (RFC 7873 §8). */
  BADCOOKIE(23);

  private final int code;

  Rcode(int code) {
    this.code = code;
  }

  /** The number, of which the header carries the lower four bits and OPT the rest. */
  public int code() {
    return code;
  }
}
