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

  /** Name an address stands for. */
  public static final int PTR = 12;

  /** Host information; carries the minimal answer to ANY (RFC 8482 §4.2). */
  public static final int HINFO = 13;

  /** Mail exchange. */
  public static final int MX = 15;

  /** Text (RFC 1035 §3.3.14). */
  public static final int TXT = 16;

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

  /** Where the types begin that stand only in queries or messages (RFC 6895 §3.1), up to 255. */
  public static final int META = 128;

  /** Transaction signature (RFC 8945). */
  public static final int TSIG = 250;

  /** Incremental transfer (RFC 1995). */
  public static final int IXFR = 251;

  /** Full transfer (RFC 5936). */
  public static final int AXFR = 252;

  /** Mailbox records, obsolete (RFC 1035 §3.2.3). */
  public static final int MAILB = 253;

  /** Mail agent records, obsolete (RFC 1035 §3.2.3). */
  public static final int MAILA = 254;

  /** Query for all types (RFC 8482). */
  public static final int ANY = 255;

  private RecordType() {}

  /** Whether it asks for a zone (AXFR, IXFR). */
  public static boolean transfer(int type) {
    return type == AXFR || type == IXFR;
  }
}
