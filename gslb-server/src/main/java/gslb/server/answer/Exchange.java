package gslb.server.answer;

import gslb.server.snapshot.Finding;
import gslb.server.steer.Picker;
import gslb.server.wire.OptRecord;
import gslb.server.wire.Query;
import gslb.server.wire.Rcode;
import gslb.server.wire.RenderedRRset;
import gslb.server.wire.ResponseWriter;
import gslb.server.wire.SearchName;
import org.jspecify.annotations.Nullable;

/** One query and its response: a worker's scratch for life, never shared. */
public final class Exchange {
  /** RFC 1034 sets no bound on alias chains; resolvers give up at about this many. */
  static final int MAX_CHAIN = 16;

  // Set by the transport before each call.
  /** The message that came. */
  public final byte[] query = new byte[65535];

  /** Its bytes. */
  public int queryLength;

  /** The family of the address it came from. */
  public boolean v6;

  /** That address, left-aligned in 128 bits: an IPv4 address fills the upper 32. */
  public long sourceHigh;

  /** The lower half; 0 for IPv4. */
  public long sourceLow;

  /**
   * The port a datagram came from and its answer would go to, 0..65535; -1 = not told, which is
   * right for connections: no check of ports then applies.
   */
  public int sourcePort = -1;

  /** Whether it came over a connection, so that the response may be 65535 bytes long. */
  public boolean tcp;

  /** How long an idle connection is kept, 0..65535 tenths of a second; valid with tcp. */
  public int idleTenths;

  /** Whether nobody on the way can read it: DoT or DoH. Only then padding is of use. */
  public boolean encrypted;

  /** Whether it came over HTTP (DoH). */
  public boolean http;

  /** Whether the answer may be many messages: a connection that carries nothing but DNS. */
  public boolean stream;

  /** Wall time in milliseconds; one value may serve a batch. */
  public long nowMillis;

  // Left by Responder.respond.
  /** The message to send. */
  public final byte[] response = new byte[65535];

  /** What is to be sent after it; null = nothing, always null unless {@link #stream}. */
  public @Nullable Rest rest;

  // Valid within one call of Responder.respond, and for Explanation after it.
  final Query parsed = new Query();
  final OptRecord opt = new OptRecord();
  final ResponseWriter writer = new ResponseWriter(response, opt);
  final SearchName target = new SearchName();
  final Picker picker = new Picker();

  /** The steered choices made for this response, in order. */
  final Decision[] decisions = new Decision[MAX_CHAIN + 1];

  int decided;

  private final RenderedRRset[] dnames = new RenderedRRset[MAX_CHAIN];
  private int redirected;

  private final long[] met = new long[MAX_CHAIN];
  private int namesMet;

  /** The name now searched for: the query's, later an alias' target. */
  SearchName name = parsed.name;

  /** Where {@link #name} stands in the response. */
  int owner;

  /** What the question came to, before any alias was followed; null = it was not looked up. */
  @Nullable Finding found;

  Rcode rcode = Rcode.NOERROR;

  /** Whether the query had a server cookie of ours, so that its sender is who it says. */
  boolean cookieValid;

  /** Longest client prefix that shaped the response (S-3). */
  int scope;

  /** A scratch of 132 KB. */
  public Exchange() {
    for (int i = 0; i < decisions.length; i++) {
      decisions[i] = new Decision();
    }
  }

  /** Forgets the last query and what its response was made of. */
  void begin() {
    decided = 0;
    redirected = 0;
    namesMet = 0;
    scope = 0;
    cookieValid = false;
    found = null;
    opt.reset();
  }

  /** Notes that a DNAME is used; false if this response used it before. */
  boolean redirect(RenderedRRset dname) {
    for (int i = 0; i < redirected; i++) {
      if (dnames[i] == dname) {
        return false;
      }
    }
    dnames[redirected++] = dname;
    return true;
  }

  /**
   * Notes the name now searched for; false if this response has come by it before, so that its
   * aliases lead in a circle and are all written.
   */
  boolean meet() {
    long hash = name.suffixHash(0);
    for (int i = 0; i < namesMet; i++) {
      if (met[i] == hash) {
        return false;
      }
    }
    met[namesMet++] = hash;
    return true;
  }
}
