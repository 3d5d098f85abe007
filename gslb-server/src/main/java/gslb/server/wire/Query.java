package gslb.server.wire;

/**
 * A query as {@link QueryParser} left it: numbers and positions, no objects. One instance serves a
 * worker for life.
 *
 * <p>Fields of a group are valid only under the condition the group's comment names.
 */
public final class Query {
  // After any outcome but DROP.
  /** Message id. */
  public int id;

  /** The header's flag word. */
  public int flags;

  /** Whether the question below could be read; without it a response carries none. */
  public boolean hasQuestion;

  // While hasQuestion.
  /** The name, in lower case. */
  public final SearchName name = new SearchName();

  /** Query type. */
  public int type;

  /** Query class. */
  public int qclass;

  // The OPT record.
  /** Whether the query has one, so the response gets one. */
  public boolean edns;

  /** The requestor's UDP payload size, valid with edns. */
  public int payloadSize;

  /** DNSSEC OK bit, echoed (RFC 3225), valid with edns. */
  public boolean dnssecOk;

  /** Whether there is a client subnet option (RFC 7871), valid after ANSWER. */
  public boolean subnet;

  /** Whether there is a padding option (RFC 7830), so the response may be padded. */
  public boolean padding;

  // While subnet.
  /** The family: false 1 (IPv4), true 2 (IPv6). */
  public boolean subnetV6;

  /** Source prefix length. */
  public int subnetSource;

  /** The address, left-aligned in 128 bits. */
  public long subnetHigh;

  /** The lower half; 0 for IPv4. */
  public long subnetLow;

  /** Whether it asks which server answers (RFC 5001), valid after ANSWER. */
  public boolean nsid;

  /** Whether it asks how long an idle connection is kept (RFC 7828), valid after ANSWER. */
  public boolean keepalive;

  /** Whether that option holds what only a response may hold. */
  public boolean keepaliveSays;

  /** Whether it asks for the version of the zone (RFC 9660), valid after ANSWER. */
  public boolean zoneVersion;

  /** Whether there is a cookie option (RFC 7873), valid after ANSWER and COOKIE_ONLY. */
  public boolean cookie;

  // While cookie.
  /** The client's cookie. */
  public long clientCookie;

  /** Whether a server cookie came with it. */
  public boolean serverCookie;

  /** Whether that one has the length of ours. */
  public boolean ourCookie;

  // While ourCookie: see ServerCookies.
  /** Its first half. */
  public long cookieHead;

  /** Its second half. */
  public long cookieHash;

  void reset() {
    hasQuestion = false;
    edns = false;
    dnssecOk = false;
    forgetOptions();
  }

  /** Leaves the query as if its OPT record had no option. */
  public void forgetOptions() {
    subnet = false;
    nsid = false;
    keepalive = false;
    keepaliveSays = false;
    cookie = false;
    padding = false;
    zoneVersion = false;
  }
}
