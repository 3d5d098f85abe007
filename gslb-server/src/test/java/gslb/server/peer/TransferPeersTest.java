package gslb.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.server.DnsClient;
import gslb.server.FreePorts;
import gslb.server.OwnServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Zones between us and other makers' servers, in both directions, signed and not. */
@Tag("peers")
class TransferPeersTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final List<String> QUESTIONS =
      List.of(
          "example.org SOA",
          "example.org NS",
          "example.org MX",
          "www.example.org A",
          "www.example.org AAAA",
          "WWW.Example.Org A",
          "alias.example.org A",
          "x.wild.example.org TXT",
          "nothing.example.org A",
          "ent.example.org A",
          "a.ent.example.org TYPE65280",
          "a.child.example.org A");

  @TempDir private Path folder;
  private final FreePorts ports = new FreePorts();
  private final int own = ports.next();
  private final int other = ports.next();

  static Stream<Arguments> peers() {
    return Software.ALL.stream()
        .flatMap(
            software -> Stream.of(Arguments.of(software, false), Arguments.of(software, true)));
  }

  static Stream<Software> software() {
    return Software.ALL.stream();
  }

  /** A peer fetches from us, at its start and after each notice. */
  @ParameterizedTest
  @MethodSource("peers")
  void theyFetchFromUs(Software software, boolean signed) throws Exception {
    String key = signed ? ", key: xfr.example" : "";
    OwnServer.zones(folder, "ours", Map.of("example.org", zone(1, "3600 900 86400")));
    try (OwnServer ours =
            OwnServer.start(
                folder,
                "ours",
                own,
                ports.next(),
                """
                transfer:
                  allow: [{zones: all, addresses: [127.0.0.1/32]%2$s}]
                  notify: [{zones: all, addresses: ["127.0.0.1:%1$d"]%2$s}]
                """
                    .formatted(other, key));
        Peer peer = Peer.start(software, secondary(software, signed), folder.resolve("peer"))) {
      awaitSerial(peer, other, 1);
      OwnServer.zones(folder, "ours", Map.of("example.org", zone(2, "3600 900 86400")));
      ours.reload();
      awaitSerial(peer, other, 2);
      assertSameAnswers(peer);
      assertThat(ours.metrics()).contains("gslb_errors_total 0.0");
    }
  }

  /** We fetch from a peer, and again when it tells us: IXFR where it makes one. */
  @ParameterizedTest
  @MethodSource("peers")
  void weFetchFromThem(Software software, boolean signed) throws Exception {
    String notified = "3600 900 86400"; // so that only a notice can be the reason
    PeerZone.Primary first = primary(software, signed, true, zone(1, notified));
    try (OwnServer ours = fetching(signed);
        Peer peer = Peer.start(software, setup(software, signed, first), folder.resolve("peer"))) {
      awaitSerial(peer, own, 1);
      peer.change(primary(software, signed, true, zone(2, notified)));
      awaitSerial(peer, own, 2);
      assertSameAnswers(peer);
      assertThat(ours.metrics())
          .contains("gslb_secondary_serial{zone=\"example.org.\"} 2.0", "gslb_errors_total 0.0")
          .doesNotContain("gslb_notices_total 0.0");
      switch (software) {
        case Knot _, Bind _ -> assertThat(peer.log()).contains("IXFR");
        case Nsd _ -> {} // sends the zone whole
      }
    }
  }

  /** Nobody tells us: the SOA's refresh time does it, and its expire time ends it. */
  @ParameterizedTest
  @MethodSource("software")
  void weAskByOurselvesAndGiveUpAtLast(Software software) throws Exception {
    PeerZone.Primary first = primary(software, false, false, zone(1, "1 1 4"));
    try (OwnServer ours = fetching(false)) {
      try (Peer peer = Peer.start(software, setup(software, false, first), folder.resolve("p"))) {
        awaitSerial(peer, own, 1);
        peer.change(primary(software, false, false, zone(2, "1 1 4")));
        awaitSerial(peer, own, 2);
        assertThat(ours.metrics()).contains("gslb_notices_total 0.0");
      }
      await("expiry")
          .atMost(SOON)
          .until(() -> ask(own, "example.org SOA").getRcode() == Rcode.SERVFAIL);
      try (Peer peer = Peer.start(software, setup(software, false, first), folder.resolve("q"))) {
        awaitSerial(peer, own, 1); // an older one, but what has expired is no measure
      }
    }
  }

  private OwnServer fetching(boolean signed) throws Exception {
    return OwnServer.start(
        folder,
        "ours",
        own,
        ports.next(),
        "secondary: [{zones: [example.org], primaries: ['127.0.0.1:%d'], min_refresh: 1s%s}]\n"
            .formatted(other, signed ? ", key: xfr.example" : ""));
  }

  private PeerSetup setup(Software software, boolean signed, PeerZone zone) {
    return new PeerSetup(other, List.of(zone), blocks(software, signed));
  }

  private PeerSetup secondary(Software software, boolean signed) {
    return setup(
        software, signed, new PeerZone.Secondary("example.org", fetches(software, signed)));
  }

  private PeerZone.Primary primary(Software software, boolean signed, boolean tells, String text) {
    return new PeerZone.Primary("example.org", text, gives(software, signed, tells));
  }

  private String blocks(Software software, boolean signed) {
    return switch (software) {
      case Bind _ ->
          "key \"xfr.example\" { algorithm hmac-sha256; secret \"MDEyMzQ1Njc4OWFiY2RlZg==\"; };";
      case Nsd _ ->
          """
          key:
            name: "xfr.example"
            algorithm: hmac-sha256
            secret: "MDEyMzQ1Njc4OWFiY2RlZg=="
          """;
      case Knot _ ->
          """
          key:
            - id: xfr.example
              algorithm: hmac-sha256
              secret: MDEyMzQ1Njc4OWFiY2RlZg==
          remote:
            - id: ours
              address: 127.0.0.1@%1$d
          %2$s
          acl:
            - id: ours
              address: 127.0.0.1
              action: [transfer, notify]
          %2$s
          """
              .formatted(own, signed ? "    key: xfr.example" : "");
    };
  }

  private String fetches(Software software, boolean signed) {
    return switch (software) {
      case Bind _ ->
          "primaries { 127.0.0.1 port %d%s; };\n".formatted(own, signed ? " key xfr.example" : "");
      case Nsd _ ->
          "request-xfr: 127.0.0.1@%1$d %2$s\nallow-notify: 127.0.0.1 %2$s\n"
              .formatted(own, signed ? "xfr.example" : "NOKEY");
      case Knot _ -> "master: ours\nacl: ours\n";
    };
  }

  private String gives(Software software, boolean signed, boolean tells) {
    return switch (software) {
      case Bind _ ->
          "ixfr-from-differences yes;\nallow-transfer { %s; };\n%s"
              .formatted(
                  signed ? "key xfr.example" : "127.0.0.1",
                  tells
                      ? "also-notify { 127.0.0.1 port %d%s; };\n"
                          .formatted(own, signed ? " key xfr.example" : "")
                      : "notify no;\n");
      case Nsd _ ->
          "provide-xfr: 127.0.0.1 %1$s\n%2$s"
              .formatted(
                  signed ? "xfr.example" : "NOKEY",
                  tells
                      ? "notify: 127.0.0.1@%d %s\n".formatted(own, signed ? "xfr.example" : "NOKEY")
                      : "");
      case Knot _ ->
          "zonefile-load: difference\njournal-content: all\nacl: ours\n"
              + (tells ? "notify: ours\n" : "");
    };
  }

  /** A zone of that serial; what is asked for depends on it. */
  private static String zone(int serial, String timers) {
    return """
    $ORIGIN example.org.
    $TTL 3600
    @        SOA   ns1 hostmaster %1$d %2$s 300
             NS    ns1
             NS    ns2.example.net.
             MX    10 Mail
    ns1      A     192.0.2.1
    Mail     A     192.0.2.2
    WWW      A     192.0.2.1%1$d
    www      AAAA  2001:db8::%1$d
    alias    CNAME www
    *.wild   TXT   "any %1$d"
    a.ent    TYPE65280 \\# 3 01020%1$d
    child    NS    ns.child
    ns.child A     192.0.2.53
    """
        .formatted(serial, timers);
  }

  private static void awaitSerial(Peer peer, int port, int serial) {
    try {
      await("serial " + serial + " at port " + port)
          .atMost(SOON)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() ->
              ask(port, "example.org SOA").getSection(Section.ANSWER).stream()
                  .anyMatch(soa -> soa.rdataToString().contains(" " + serial + " ")));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(peer.software().daemon() + " says\n" + peer.log(), e);
    }
  }

  private void assertSameAnswers(Peer peer) throws IOException {
    for (String question : QUESTIONS) {
      assertThat(answer(own, question))
          .as("%s, of %s", question, peer.software().daemon())
          .isEqualTo(answer(peer.port(), question));
    }
  }

  /** Code, AA, and what the answer section holds, in no order and no case: few servers keep it. */
  private static List<String> answer(int port, String question) throws IOException {
    Message answer = ask(port, question);
    return Stream.concat(
            Stream.of(Rcode.string(answer.getRcode()), answer.getHeader().printFlags()),
            answer.getSection(Section.ANSWER).stream()
                .map(record -> record.toString().toLowerCase(Locale.ROOT))
                .sorted())
        .toList();
  }

  private static Message ask(int port, String question) throws IOException {
    String[] words = question.split(" ");
    Message query =
        Message.newQuery(
            Record.newRecord(
                Name.fromString(words[0], Name.root), Type.value(words[1]), DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    return new Message(
        new DnsClient(port).exchange(query.toWire(), InetAddress.getByName("127.0.0.1"), false));
  }
}
