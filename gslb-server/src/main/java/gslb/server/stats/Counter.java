package gslb.server.stats;

/**
 * One thing a worker counts. Counters that share a metric differ in the value of its one label and
 * never overlap, so their sum means something.
 */
public enum Counter {
  /** See {@link #meaning}. */
  QUERIES_UDP("gslb.queries", "transport", "udp", "a message arrived in a datagram"),
  /** See {@link #meaning}. */
  QUERIES_TCP("gslb.queries", "transport", "tcp", "a message arrived over a connection"),
  /** See {@link #meaning}. */
  QUERIES_TLS("gslb.queries", "transport", "tls", "a message arrived over TLS (RFC 7858)"),
  /** See {@link #meaning}. */
  QUERIES_HTTPS("gslb.queries", "transport", "https", "a message arrived over HTTP (RFC 8484)"),

  /** See {@link #meaning}. */
  NOERROR("gslb.responses", "rcode", "NOERROR", "answered: data, NODATA or a referral"),
  /** See {@link #meaning}. */
  FORMERR(
      "gslb.responses", "rcode", "FORMERR", "a query was malformed: a broken client or a scanner"),
  /** See {@link #meaning}. */
  SERVFAIL(
      "gslb.responses",
      "rcode",
      "SERVFAIL",
      "no answer could be given: every pool down under on_all_down servfail, a zone that no"
          + " primary has sent or confirmed, or a bug (see errors)"),
  /** See {@link #meaning}. */
  NXDOMAIN("gslb.responses", "rcode", "NXDOMAIN", "a name that does not exist was asked for"),
  /** See {@link #meaning}. */
  NOTIMP("gslb.responses", "rcode", "NOTIMP", "another opcode than QUERY, or a type that is none"),
  /** See {@link #meaning}. */
  REFUSED(
      "gslb.responses",
      "rcode",
      "REFUSED",
      "a name outside every zone: a lame delegation to here, or a scanner; or another class than"
          + " IN, or a transfer"),
  /** See {@link #meaning}. */
  BADVERS("gslb.responses", "rcode", "BADVERS", "an EDNS version above 0 (RFC 6891 §6.1.3)"),
  /** See {@link #meaning}. */
  BADCOOKIE(
      "gslb.responses",
      "rcode",
      "BADCOOKIE",
      "no valid server cookie: one is required, or its confirmation was asked for"),
  /** See {@link #meaning}. */
  NOTAUTH(
      "gslb.responses",
      "rcode",
      "NOTAUTH",
      "a signature failed (RFC 8945), or a transfer of a zone that is not served was asked for"),

  /** See {@link #meaning}. */
  ANSWER("gslb.findings", "finding", "answer", "the answer section held data"),
  /** See {@link #meaning}. */
  NODATA("gslb.findings", "finding", "nodata", "the name exists, but not with the asked type"),
  /** See {@link #meaning}. */
  REFERRAL("gslb.findings", "finding", "referral", "the name lies below a zone cut"),

  /** See {@link #meaning}. */
  STEERED("gslb.steered", "", "", "a policy made the answer"),
  /** See {@link #meaning}. */
  LAST_RESORT(
      "gslb.last.resort", "", "", "no member was up, so what on_all_down says was answered"),
  /** See {@link #meaning}. */
  ECS("gslb.client.subnet", "", "", "a query carried a client subnet option (RFC 7871)"),
  /** See {@link #meaning}. */
  COOKIE_VALID(
      "gslb.cookies", "server.cookie", "valid", "a client proved that its address is its own"),
  /** See {@link #meaning}. */
  COOKIE_INVALID(
      "gslb.cookies",
      "server.cookie",
      "invalid",
      "a server cookie too old, of another secret, or of another client"),
  /** See {@link #meaning}. */
  COOKIE_NONE(
      "gslb.cookies", "server.cookie", "none", "a client asked for its first server cookie"),
  /** See {@link #meaning}. */
  SIGNED("gslb.signed", "", "", "a query was signed with one of our keys (RFC 8945)"),
  /** See {@link #meaning}. */
  TRANSFER("gslb.transfers", "", "", "a secondary began to fetch a whole zone"),
  /** See {@link #meaning}. */
  NOTICE("gslb.notices", "", "", "a primary told of a change of a zone (RFC 1996)"),
  /** See {@link #meaning}. */
  TRUNCATED(
      "gslb.truncated", "", "", "an answer did not fit its datagram and went out with TC set"),
  /** See {@link #meaning}. */
  DROPPED(
      "gslb.dropped",
      "reason",
      "no_query",
      "a message was not answered at all: shorter than a header, or itself a response"),
  /** See {@link #meaning}. */
  DROPPED_PORT(
      "gslb.dropped",
      "reason",
      "source_port",
      "a datagram from a port whose owner would answer the answer: a forged sender"),
  /** See {@link #meaning}. */
  RATE_DROPPED(
      "gslb.rate.limited",
      "action",
      "dropped",
      "an answer a network had too often was not sent: a flood, or a victim of forged senders"),
  /** See {@link #meaning}. */
  RATE_SLIPPED(
      "gslb.rate.limited",
      "action",
      "slipped",
      "such an answer was sent empty with TC set, so that a real client comes over TCP"),
  /** See {@link #meaning}. */
  RATE_COUNTED(
      "gslb.rate.limited",
      "action",
      "counted",
      "such an answer was sent all the same: rate_limit.mode is count"),
  /** See {@link #meaning}. */
  RATE_EXEMPT_COOKIE(
      "gslb.rate.exempt", "reason", "cookie", "an answer that is not limited: a valid cookie"),
  /** See {@link #meaning}. */
  RATE_EXEMPT_ADDRESS(
      "gslb.rate.exempt", "reason", "address", "an answer that is not limited: rate_limit.exempt"),
  /** See {@link #meaning}. */
  SEND_FAILED(
      "gslb.send.failures", "", "", "the system did not take an answer: its send buffer is full"),
  /** See {@link #meaning}. */
  RECEIVE_FAILED(
      "gslb.receive.failures", "", "", "the system failed to hand over a datagram that arrived"),
  /** See {@link #meaning}. */
  CONNECTION_REFUSED(
      "gslb.connections.refused", "", "", "a connection was closed at once: a limit is reached"),
  /** See {@link #meaning}. */
  CONNECTION_CLOSED_IDLE(
      "gslb.connections.closed", "reason", "idle", "nothing was asked for the idle time"),
  /** See {@link #meaning}. */
  CONNECTION_CLOSED_SLOW(
      "gslb.connections.closed",
      "reason",
      "slow",
      "a message or a TLS handshake took too long to arrive"),
  /** See {@link #meaning}. */
  CONNECTION_CLOSED_UNREAD(
      "gslb.connections.closed", "reason", "unread", "nothing of an answer was taken for a minute"),
  /** See {@link #meaning}. */
  CONNECTION_CLOSED_ROOM(
      "gslb.connections.closed",
      "reason",
      "room",
      "it was the idlest when another one was opened and all were taken"),
  /** See {@link #meaning}. */
  CONNECTION_CLOSED_MEMORY(
      "gslb.connections.closed",
      "reason",
      "memory",
      "it made the server hold more when connections held all they may"),
  /** See {@link #meaning}. */
  PROXY_MALFORMED(
      "gslb.proxy.malformed",
      "",
      "",
      "what came from a trusted proxy did not begin with a right header: dropped or closed"),
  /** See {@link #meaning}. */
  ERROR("gslb.errors", "", "", "a bug: the log has one line for each distinct cause");

  private final String metric;
  private final String label;
  private final String value;
  private final String meaning;

  Counter(String metric, String label, String value, String meaning) {
    this.metric = metric;
    this.label = label;
    this.value = value;
    this.meaning = meaning;
  }

  /** The metric it is part of, dotted, without the {@code _total} of a counter. */
  public String metric() {
    return metric;
  }

  /** The metric's one label; empty = none. */
  public String label() {
    return label;
  }

  /** What the label says for this counter; empty = no label. */
  public String value() {
    return value;
  }

  /** What it means when it rises. */
  public String meaning() {
    return meaning;
  }

  /** Name for the status document: {@code queries.udp}, {@code errors}. */
  public String id() {
    String name = metric.substring("gslb.".length());
    return value.isEmpty() ? name : name + "." + value;
  }
}
