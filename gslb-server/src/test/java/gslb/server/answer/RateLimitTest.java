package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.limit.RateLimiter;
import gslb.server.limit.RateRule;
import gslb.server.limit.RateRule.Mode;
import gslb.server.scenario.World;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.wire.CookieSecret;
import gslb.server.wire.ServerCookies;
import gslb.zones.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Response rate limiting: what counts together, what is sent instead, who is never touched. */
class RateLimitTest {
  private static final String VICTIM = "203.0.113.7";
  private static final String NEIGHBOUR = "203.0.113.250";
  private static final ServerCookies COOKIES = new ServerCookies(List.of(new CookieSecret(1, 2)));

  @TempDir Path folder;
  private final QueryCounters counters = new QueryCounters();
  private final Exchange exchange = new Exchange();
  private final Map<String, byte[]> queries = new HashMap<>();
  private Snapshot snapshot = Snapshot.EMPTY;
  private Responder responder = limiting(Mode.LIMIT, 1, 0);

  @BeforeEach
  void definitions() throws IOException {
    Map<String, String> files = new HashMap<>(AnswerPathZone.FILES);
    files.put(
        "zones/example.net.zone",
        """
        $ORIGIN example.net.
        $TTL 3600
        @    SOA ns hostmaster 1 7200 900 1209600 300
             NS  ns
        ns   A   192.0.2.1
        """);
    snapshot = World.of(files, folder, PlaceTable.empty()).snapshot();
    exchange.nowMillis = 1_793_534_400_000L;
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.org A,     www.example.org A,      true",
    "www.example.org A,     WWW.example.ORG A,      true",
    "www.example.org A,     ns1.example.org A,      false",
    "www.example.org A,     www.example.org MX,     false", // NODATA
    "www.example.org MX,    ns1.example.org TXT,    true", // a zone's NODATA
    "www.example.org MX,    ns.example.net MX,      false",
    "a.wild.example.org A,  b.c.wild.example.org A, true", // of one wildcard
    "a.wild.example.org A,  a.wild.example.org MX,  false",
    "x.example.org A,       y.z.www.example.org MX, true", // names that do not exist
    "x.example.org A,       x.example.net A,        false", // in another zone
    "x.example.org A,       www.example.org A,      false",
    "x.child.example.org A, child.example.org MX,   true", // one referral
    "x.moved.example.org A, y.moved.example.org MX, true", // one DNAME
    "alias.example.org A,   alias.example.org MX,   true", // one CNAME
    "drawn.example.org A,   drawn.example.org A,    true", // steered
    "drawn.example.org A,   split.example.org A,    false",
    "example.org ANY,       www.example.org ANY,    true", // a zone's ANY
    "example.org ANY,       example.net ANY,        false",
    "example.com A,         test. MX,               true", // refused
    "example.com A,         www.example.org A,      false",
    "www.example.org OPT,   ns1.example.org TSIG,   true", // malformed
  })
  void answersCountTogether(String first, String second, boolean together) throws IOException {
    assertThat(ask(first, VICTIM)).isPositive();
    assertThat(ask(second, VICTIM) == 0).isEqualTo(together);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7,       203.0.113.7,        true",
    "203.0.113.7,       203.0.113.250,      true",
    "203.0.113.7,       203.0.114.7,        false",
    "203.0.113.7,       203.1.113.7,        false",
    "2001:db8:1:1::1,   2001:db8:1:1::1,    true",
    "2001:db8:1:100::1, 2001:db8:1:1ff::f,  true",
    "2001:db8:1:100::1, 2001:db8:1:200::1,  false",
    "203.0.113.7,       cb00:7100::1,       false", // the same bits of another family
  })
  void networksCountTogether(String first, String second, boolean together) throws IOException {
    assertThat(ask("www.example.org A", first)).isPositive();
    assertThat(ask("www.example.org A", second) == 0).isEqualTo(together);
  }

  @Test
  void aSlipIsTheQuestionTruncated() throws IOException {
    responder = limiting(Mode.LIMIT, 1, 2);
    assertThat(ask("www.example.org A", VICTIM)).isGreaterThan(query("www.example.org A").length);
    assertThat(ask("www.example.org A", VICTIM)).isEqualTo(query("www.example.org A").length);
    Message slip = response();
    assertThat(slip.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(slip.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(slip.getQuestion().getName()).hasToString("www.example.org.");
    assertThat(slip.getSection(Section.ANSWER)).isEmpty();
    assertThat(slip.getSection(Section.AUTHORITY)).isEmpty();
    assertThat(ask("www.example.org A", VICTIM)).isZero();
    assertThat(ask("www.example.org A", VICTIM)).isPositive();
    assertThat(counters.get(Counter.RATE_SLIPPED)).isEqualTo(2);
    assertThat(counters.get(Counter.RATE_DROPPED)).isEqualTo(1);
    assertThat(counters.get(Counter.NOERROR)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "x.example.org A, NOERROR", // that a name does not exist may be remembered
    "example.com A,   REFUSED",
    "www.example.org OPT, FORMERR",
  })
  void aSlipOfAnErrorIsOne(String question, String rcode) throws IOException {
    responder = limiting(Mode.LIMIT, 1, 1);
    ask(question, VICTIM);
    assertThat(ask(question, VICTIM)).isEqualTo(query(question).length);
    assertThat(Rcode.string(response().getRcode())).isEqualTo(rcode);
    assertThat(response().getHeader().getFlag(Flags.TC)).isTrue();
  }

  @Test
  void aRealClientComesBackOverTcp() throws IOException {
    responder = limiting(Mode.LIMIT, 1, 2);
    for (int i = 0; i < 100; i++) {
      ask("www.example.org A", VICTIM);
    }
    exchange.tcp = true;
    for (int i = 0; i < 100; i++) {
      ask("www.example.org A", NEIGHBOUR);
      assertThat(response().getSection(Section.ANSWER)).hasSize(2);
    }
  }

  @Test
  void aRealClientComesBackWithItsCookie() throws IOException {
    responder = limiting(Mode.LIMIT, 1, 1);
    ask("www.example.org A", VICTIM);
    byte[] first = query("www.example.org A", new byte[8]);
    ask(first, NEIGHBOUR);
    assertThat(response().getSection(Section.ANSWER)).isEmpty();
    EDNSOption given = response().getOPT().getOptions(EDNSOption.Code.COOKIE).getFirst();
    byte[] wire = given.toWire();
    byte[] second = query("www.example.org A", Arrays.copyOfRange(wire, 4, wire.length));
    for (int i = 0; i < 10; i++) {
      ask(second, NEIGHBOUR);
      assertThat(response().getSection(Section.ANSWER)).hasSize(2);
    }
    assertThat(counters.get(Counter.RATE_EXEMPT_COOKIE)).isEqualTo(10);
  }

  @Test
  void listedNetworksAreNotLimited() throws IOException {
    Prefix listed = Prefix.of(InetAddress.ofLiteral(VICTIM), 32);
    RateRule rule = new RateRule(Mode.LIMIT, 1, 0, 24, 56, List.of(listed));
    responder = responder(rule);
    for (int i = 0; i < 10; i++) {
      assertThat(ask("www.example.org A", VICTIM)).isPositive();
    }
    assertThat(counters.get(Counter.RATE_EXEMPT_ADDRESS)).isEqualTo(10);
    assertThat(ask("www.example.org A", NEIGHBOUR)).isPositive();
    assertThat(ask("www.example.org A", NEIGHBOUR)).isZero();
  }

  @Test
  void countingLimitsNothing() throws IOException {
    responder = limiting(Mode.COUNT, 3, 2);
    for (int i = 0; i < 10; i++) {
      ask("www.example.org A", VICTIM);
      assertThat(response().getSection(Section.ANSWER)).hasSize(2);
    }
    assertThat(counters.get(Counter.RATE_COUNTED)).isEqualTo(7);
  }

  /** Of many, one in eight is looked at and counts for eight. */
  @Test
  void countingManyLooksAtSome() throws IOException {
    responder = limiting(Mode.COUNT, 200, 2);
    for (int i = 0; i < 1000; i++) {
      ask("www.example.org A", VICTIM);
    }
    assertThat(counters.get(Counter.RATE_COUNTED)).isEqualTo(800);
  }

  @Test
  void withoutAModeNothingIsCounted() throws IOException {
    responder = limiting(Mode.NONE, 1, 0);
    for (int i = 0; i < 10; i++) {
      assertThat(ask("www.example.org A", VICTIM)).isPositive();
    }
    assertThat(counters.get(Counter.RATE_COUNTED)).isZero();
  }

  /** 10 000 queries a second in the name of one network, for ten seconds. */
  @ParameterizedTest
  @CsvSource({
    "www.example.org A",
    "RANDOM.example.org A",
    "RANDOM.wild.example.org A",
    "RANDOM.child.example.org A",
    "RANDOM.example.com A",
    "example.org ANY",
  })
  void aVictimGetsLessThanWasSentInItsName(String question) throws IOException {
    responder = limiting(Mode.LIMIT, 20, 2);
    SplittableRandom random = new SplittableRandom(3);
    long sent = 0;
    long received = 0;
    int whole = 0;
    for (int millis = 0; millis < 10_000; millis++) {
      exchange.nowMillis++;
      for (int i = 0; i < 10; i++) {
        String name = question.replace("RANDOM", "r" + random.nextInt(1000, 10_000));
        int length = ask(name, random.nextBoolean() ? VICTIM : NEIGHBOUR);
        sent += query(name).length;
        received += length;
        whole += length > query(name).length ? 1 : 0;
      }
    }
    assertThat(whole).as("whole answers in 10 s").isLessThanOrEqualTo(20 * 11);
    assertThat((double) received / sent).as("bytes received / sent").isBetween(0.45, 0.55);
  }

  /**
   * A network of resolvers asks for one name 100 times a second on average, in bursts as they come,
   * and as often for others.
   */
  @Test
  void aBusyResolverIsNotTouched() throws IOException {
    responder = limiting(Mode.LIMIT, 200, 2);
    List<String> others = List.of("ns1.example.org A", "example.org NS", "drawn.example.org A");
    SplittableRandom random = new SplittableRandom(4);
    int asked = 0;
    for (int tenth = 0; tenth < 600_000; tenth++) { // of a millisecond, so a minute
      exchange.nowMillis += tenth % 10 == 0 ? 1 : 0;
      if (random.nextInt(100) == 0) {
        asked += ask("www.example.org A", VICTIM) > 0 ? 1 : 0;
        ask(others.get(tenth % 3), NEIGHBOUR);
      }
    }
    assertThat(asked).isBetween(5_700, 6_300);
    assertThat(counters.get(Counter.RATE_DROPPED)).isZero();
    assertThat(counters.get(Counter.RATE_SLIPPED)).isZero();
  }

  private Responder limiting(Mode mode, int perSecond, int slip) {
    return responder(new RateRule(mode, perSecond, slip, 24, 56, List.of()));
  }

  private Responder responder(RateRule rule) {
    Identity identity = new Identity("ns1", "", COOKIES, false);
    return new Responder(identity, new RateLimiter(rule, new CookieSecret(3, 4)), counters);
  }

  private int ask(String question, String from) throws IOException {
    return ask(query(question), from);
  }

  private int ask(byte[] query, String from) {
    Prefix client = Prefix.of(InetAddress.ofLiteral(from), from.contains(":") ? 128 : 32);
    exchange.v6 = client.v6();
    exchange.sourceHigh = client.high();
    exchange.sourceLow = client.low();
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    length = responder.respond(snapshot, exchange);
    return length;
  }

  private int length;

  private Message response() throws IOException {
    return new Message(Arrays.copyOf(exchange.response, length));
  }

  private byte[] query(String question) throws IOException {
    byte[] known = queries.get(question);
    if (known == null) {
      String[] words = question.split(" ");
      known = AnswerPathZone.query(words[0], words[1], null, false);
      queries.put(question, known);
    }
    return known;
  }

  private static byte[] query(String question, byte[] cookie) throws IOException {
    String[] words = question.split(" ");
    Message query = new Message(AnswerPathZone.query(words[0], words[1], null, false));
    query.addRecord(
        new OPTRecord(1232, 0, 0, 0, List.of(new GenericEDNSOption(10, cookie))),
        Section.ADDITIONAL);
    return query.toWire();
  }
}
