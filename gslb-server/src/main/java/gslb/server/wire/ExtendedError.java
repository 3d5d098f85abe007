package gslb.server.wire;

/** Why a query is not answered, in the words of RFC 8914 §4; sent to who speaks EDNS. */
public enum ExtendedError {
  /** Nothing to add to the response code. */
  NONE(-1),
  /** No definitions are served yet, or a primary has not sent the zone yet. */
  NOT_READY(14),
  /** We know, and do not tell. */
  PROHIBITED(18),
  /** No zone of ours holds the name. */
  NOT_AUTHORITATIVE(20),
  /** An operation we do not do. */
  NOT_SUPPORTED(21),
  /** The zone has expired, so that nothing is known of the name any longer. */
  INVALID_DATA(24),
  /** A type that only stands in messages of other kinds (RFC 9824 §3.5). */
  INVALID_QUERY_TYPE(30);

  private final int code;

  ExtendedError(int code) {
    this.code = code;
  }

  /** The info code, 0..65535; -1 = none is sent. */
  int code() {
    return code;
  }
}
