package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import gslb.geo.PlaceTable;
import gslb.server.limit.RateLimiter;
import gslb.server.limit.RateRule;
import gslb.server.sample.DecisionEntry;
import gslb.server.sample.QueryEntry;
import gslb.server.sample.Samples;
import gslb.server.sample.Sampling;
import gslb.server.scenario.World;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import gslb.server.transfer.Privileges;
import gslb.server.wire.CookieSecret;
import gslb.server.wire.ServerCookies;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The answer path allocates nothing, whatever is asked: 100 000 queries, 0 bytes. */
class AllocationTest {
  private static final int QUERIES = 100_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "static answer,              www.example.org,        A,     , false",
    "static with additional,     example.org,            NS,    , true",
    "alias chain,                alias.example.org,      A,     , true",
    "DNAME,                      x.moved.example.org,    A,     , true",
    "NXDOMAIN,                   nothing.example.org,    A,     , true",
    "NODATA,                     www.example.org,        MX,    , true",
    "wildcard,                   a.b.wild.example.org,   A,     , true",
    "referral with glue,         www.child.example.org,  A,     , true",
    "refused,                    www.example.com,        A,     , true",
    "ANY,                        example.org,            ANY,   , true",
    "steered by weight,          drawn.example.org,      A,     , false",
    "steered by client subnet,   drawn.example.org,      A,     203.0.113.0/24, true",
    "steered by place and split, split.example.org,      A,     2001:db8:1::/56, true",
    "steered in turn,            turn.example.org,       A,     203.0.113.0/24, true",
    "steered among many,         crowd.example.org,      A,     203.0.113.0/24, true",
    "steered with a trickle,     trickle.example.org,    A,     203.0.113.0/24, true",
    "steered alias,              steered-alias.example.org, A,  203.0.113.0/24, true",
    "last resort,                last.example.org,       A,     203.0.113.0/24, true",
  })
  void nothing(String what, String name, String type, String subnet, boolean edns)
      throws IOException {
    nothing(what, AnswerPathZone.query(name, type, subnet, edns));
  }

  /** Client subnet, a valid cookie, NSID and ZONEVERSION together, in datagrams. */
  @ParameterizedTest
  @CsvSource({
    "static answer,              www.example.org,           A",
    "service with additional,    service.example.org,       HTTPS",
    "steered by weight,          drawn.example.org,         A",
    "steered by place and split, split.example.org,         A",
    "steered alias,              steered-alias.example.org, A",
    "last resort,                last.example.org,          A",
    "NXDOMAIN,                   nothing.example.org,       A",
    "refused for a reason,       www.example.com,           A",
    "no such query type,         www.example.org,           TSIG",
  })
  void nothingForOptions(String what, String name, String type) throws IOException {
    ServerCookies cookies = ServerCookies.ofThisProcess();
    long head = ServerCookies.head(200_000); // good for all of the 3700 seconds that pass
    byte[] cookie =
        ByteBuffer.allocate(24)
            .putLong(1)
            .putLong(head)
            .putLong(cookies.hash(1, head, false, 0, 0))
            .array();
    byte[] query = AnswerPathZone.everyOption(name, type, "203.0.113.0/24", cookie);
    Exchange exchange = new Exchange();
    nothing(what, snapshot(), query, exchange, cookies);
    assertThat(exchange.cookieValid).isTrue();
  }

  @Test
  void nothingForKeepalive() throws IOException {
    nothing(
        "keepalive",
        AnswerPathZone.everyOption("www.example.org", "A", "203.0.113.0/24", new byte[24]));
  }

  @Test
  void nothingForChaos() throws IOException {
    Record question = Record.newRecord(Name.fromString("id.server."), Type.TXT, DClass.CH);
    nothing("CHAOS", Message.newQuery(question).toWire());
  }

  private void nothing(String what, byte[] query) throws IOException {
    Exchange exchange = new Exchange();
    exchange.tcp = true; // for keepalive; nothing else depends on it
    exchange.idleTenths = 100;
    nothing(what, snapshot(), query, exchange, ServerCookies.ofThisProcess());
  }

  private Snapshot snapshot() throws IOException {
    World world = World.of(AnswerPathZone.FILES, folder, PlaceTable.bundled());
    world.turn("broken/m1", false);
    return world.snapshot();
  }

  @Test
  void nothingForPadding() throws IOException {
    Exchange exchange = new Exchange();
    exchange.tcp = true;
    exchange.encrypted = true;
    byte[] query = Rfc8467PaddingTest.query("www.example.org", "A", 100);
    nothing("padded", snapshot(), query, exchange, ServerCookies.ofThisProcess());
  }

  @ParameterizedTest
  @CsvSource({"www.example.org, A", "x.example.org, A", "drawn.example.org, A", "test, A"})
  void nothingForRateLimiting(String name, String type) throws IOException {
    RateRule slipping = new RateRule(RateRule.Mode.LIMIT, 1, 1, 24, 56, List.of());
    Responder responder =
        new Responder(
            Identity.untold(),
            new RateLimiter(slipping, CookieSecret.random()),
            new QueryCounters());
    byte[] query = AnswerPathZone.query(name, type, null, true);
    nothing("limited", snapshot(), query, new Exchange(), responder::respond);
  }

  /** Both logs, of each answer, in rings that are overwritten all the time. */
  @ParameterizedTest
  @CsvSource({
    "www.example.org,           A,   , true",
    "www.example.com,           A,   , true",
    "drawn.example.org,         A,   203.0.113.0/24, true",
    "split.example.org,         A,   2001:db8:1::/56, true",
    "steered-alias.example.org, A,   203.0.113.0/24, true",
    "last.example.org,          A,   , false",
  })
  void nothingForLogs(String name, String type, String subnet, boolean edns) throws IOException {
    Samples samples = new Samples();
    samples.want(new Sampling(1, 1, 1, 1, 1));
    Recorder recorder = new Recorder(samples);
    Responder responder = new Responder(new QueryCounters());
    Exchange exchange = new Exchange();
    byte[] query = AnswerPathZone.query(name, type, subnet, edns);
    nothing(
        "logged " + name,
        snapshot(),
        query,
        exchange,
        (snapshot, asked) -> {
          recorder.begin();
          int length = responder.respond(snapshot, asked);
          recorder.end(snapshot, asked, length);
          return length;
        });
    long[] entry = new long[QueryEntry.WORDS];
    assertThat(samples.queries().take(entry)).isTrue();
    assertThat(samples.queries().missed()).isEqualTo(6 * QUERIES - Samples.SLOTS);
    boolean steered = exchange.decided > 0;
    assertThat(samples.decisions().take(new long[DecisionEntry.WORDS])).isEqualTo(steered);
  }

  private static void nothing(
      String what, Snapshot snapshot, byte[] query, Exchange exchange, ServerCookies cookies) {
    Identity identity = new Identity("ns1", "test", cookies, false);
    Responder responder = new Responder(identity, new QueryCounters());
    nothing(what, snapshot, query, exchange, responder::respond);
  }

  private static void nothing(
      String what, Snapshot snapshot, byte[] query, Exchange exchange, Answering responder) {
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    answer(responder, snapshot, exchange, QUERIES); // every class loaded, every call site linked

    // The JVM itself may allocate on this thread while it compiles: the best of some rounds is the
    // path's own.
    long[] rounds = new long[5];
    for (int round = 0; round < rounds.length; round++) {
      long before = allocated();
      answer(responder, snapshot, exchange, QUERIES);
      rounds[round] = allocated() - before;
    }
    assertThat(Arrays.stream(rounds).min().orElseThrow())
        .as(
            "%s: bytes allocated for %d queries, by round %s",
            what, QUERIES, Arrays.toString(rounds))
        .isZero();
  }

  private static void answer(Answering responder, Snapshot snapshot, Exchange exchange, int times) {
    for (int i = 0; i < times; i++) {
      exchange.nowMillis = i * 37L;
      if (Privileges.concern(exchange)) {
        throw new AssertionError("a plain query asks for no privilege");
      }
      if (responder.answer(snapshot, exchange) == 0) {
        throw new AssertionError("no answer");
      }
    }
  }

  /** What is measured: the responder, or that and more. */
  private interface Answering {
    int answer(Snapshot snapshot, Exchange exchange);
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
