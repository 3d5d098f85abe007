package gslb.server.wire;

/** Numbers of record and query types the answer path treats apart (IANA DNS parameters). */
public final class RecordType {
  /** IPv4 address. */
  public static final int A = 1;

  /** Name server. */
  public static final int NS = 2;

  /** Alias. */
  public static final int CNAME = 5;

  /** Start of authority. */
  public static final int SOA = 6;

  /** Host information; carries the minimal answer to ANY (RFC 8482 §4.2). */
  public static final int HINFO = 13;

  /** Mail exchange. */
  public static final int MX = 15;

  /** IPv6 address. */
  public static final int AAAA = 28;

  /** Service location (RFC 2782). */
  public static final int SRV = 33;

  /** Redirection of a subtree (RFC 6672). */
  public static final int DNAME = 39;

  /** EDNS(0) pseudo-record (RFC 6891). */
  public static final int OPT = 41;

  /** Delegation signer, answered at the parent side of a cut (RFC 4035 §3.1.4.1). */
  public static final int DS = 43;

  /** Incremental transfer (RFC 1995). */
  public static final int IXFR = 251;

  /** Full transfer (RFC 5936). */
  public static final int AXFR = 252;

  /** Query for all types (RFC 8482). */
  public static final int ANY = 255;

  private RecordType() {}
}
