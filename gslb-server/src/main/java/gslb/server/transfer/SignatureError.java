package gslb.server.transfer;

/** What is wrong with a signature (RFC 8945 §5.2), as its TSIG record says. */
enum SignatureError {
  /** Nothing. */
  NONE(0),
  /** Other bytes or another secret were signed. */
  BADSIG(16),
  /** A key we do not have, or not with that algorithm. */
  BADKEY(17),
  /** Signed at another time than ours, beyond its own tolerance. */
  BADTIME(18),
  /** Right, but cut shorter than we take it. */
  BADTRUNC(22);

  final int code;

  SignatureError(int code) {
    this.code = code;
  }
}
