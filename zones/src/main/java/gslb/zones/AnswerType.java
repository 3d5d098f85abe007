package gslb.zones;

/** The record types a steered name can answer with. */
public enum AnswerType {
  /** IPv4 address (RFC 1035 §3.4.1). */
  A(1),
  /** IPv6 address (RFC 3596 §2.1). */
  AAAA(28),
  /** Alias (RFC 1035 §3.3.1). */
  CNAME(5);

  private final int code;

  AnswerType(int code) {
    this.code = code;
  }

  /** The type's number on the wire. */
  public int code() {
    return code;
  }
}
