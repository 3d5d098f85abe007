package gslb.server.wire;

/** What became of reading a message: malformed input is data, never an exception. */
public enum Outcome {
  /** A query to answer. */
  ANSWER,
  /** No question but a cookie option: a cookie is asked for (RFC 7873 §5.4). */
  COOKIE_ONLY,
  /** Nothing is sent: shorter than a header, or itself a response (a loop otherwise). */
  DROP,
  /** FORMERR. */
  MALFORMED,
  /** NOTIMP: an opcode other than QUERY. */
  NOT_IMPLEMENTED,
  /** BADVERS: an EDNS version above 0. */
  BAD_VERSION
}
