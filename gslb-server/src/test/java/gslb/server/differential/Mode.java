package gslb.server.differential;

/** How a question is put. */
enum Mode {
  /** Over UDP without EDNS: 512 bytes. */
  PLAIN,
  /** Over UDP with EDNS: 1,232 bytes. */
  EDNS,
  /** Over UDP with EDNS and the DO bit. */
  DNSSEC_OK,
  /** Over TCP without EDNS. */
  TCP;

  boolean hasOpt() {
    return this == EDNS || this == DNSSEC_OK;
  }

  /** Bytes a response may have. */
  int limit() {
    return switch (this) {
      case PLAIN -> 512;
      case EDNS, DNSSEC_OK -> 1232;
      case TCP -> 65535;
    };
  }
}
