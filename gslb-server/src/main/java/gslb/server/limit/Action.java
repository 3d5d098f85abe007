package gslb.server.limit;

/** What becomes of an answer. */
public enum Action {
  /** It is sent. */
  SEND,
  /** It is sent: its client is exempt. */
  EXEMPT,
  /** It is sent, though its network had it too often. */
  COUNT,
  /** It is sent empty and truncated, so that a real client asks again over TCP. */
  SLIP,
  /** Nothing is sent. */
  DROP
}
