package gslb.zones;

/** The record types a steered name can answer with. */
public enum AnswerType {
  /** IPv4 address (RFC 1035 §3.4.1). */
  A(1),
  /** IPv6 address (RFC 3596 §2.1). */
  AAAA(28),
  /** Alias (RFC 1035 §3.3.1). */
  CNAME(5),
  /** Pointer (RFC 1035 §3.3.12). */
  PTR(12),
  /** Mail exchange (RFC 1035 §3.3.9). */
  MX(15),
  /** Text (RFC 1035 §3.3.14). */
  TXT(16),
  /** Service location (RFC 2782). */
  SRV(33),
  /** Rewriting rule (RFC 3403 §4.1). */
  NAPTR(35),
  /** Certificate association (RFC 6698 §2.1). */
  TLSA(52),
  /** Service binding (RFC 9460 §2.1). */
  SVCB(64),
  /** Service binding of the Web (RFC 9460 §9). */
  HTTPS(65),
  /** Uniform resource identifier (RFC 7553). */
  URI(256),
  /** Who may issue certificates (RFC 8659 §4.1). */
  CAA(257);

  private final int code;

  AnswerType(int code) {
    this.code = code;
  }

  /** The type's number on the wire. */
  public int code() {
    return code;
  }

  /** Whether members give it through {@code records}, and not as an address or alias of theirs. */
  public boolean isRecord() {
    return this != A && this != AAAA && this != CNAME;
  }

  /** Whether its data has hints of the addresses that go with it (RFC 9460 §7.3). */
  public boolean isHinted() {
    return this == SVCB || this == HTTPS;
  }
}
