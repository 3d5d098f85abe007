package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.DnsClient;
import gslb.server.answer.Identity;
import gslb.server.answer.Recorder;
import gslb.server.limit.RateLimiter;
import gslb.server.limit.RateRule;
import gslb.server.scenario.World;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import gslb.server.transfer.Privileges;
import gslb.server.transfer.TransferRules;
import gslb.server.wire.CookieSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Rate limiting over real sockets: one limit, whichever socket a query comes by. */
class RateLimitedServerTest {
  private static final int PER_SECOND = 5;
  private static final Map<String, String> ZONE =
      Map.of(
          "zones/example.org.zone",
          """
          $ORIGIN example.org.
          $TTL 3600
          @     SOA   ns hostmaster 1 7200 900 1209600 300
                NS    ns
          ns    A     192.0.2.1
          """);

  @TempDir Path folder;
  private final ServerStats stats = new ServerStats();
  private final Connections connections =
      new Connections(ConnectionLimits.DEFAULT, ProxyTrust.NONE, stats);
  private final SnapshotRef snapshots = new SnapshotRef();
  private final RateLimiter limiter =
      new RateLimiter(
          new RateRule(RateRule.Mode.LIMIT, PER_SECOND, 1, 24, 56, List.of()),
          CookieSecret.random());
  private final Privileges privileges =
      new Privileges(TransferRules.CLOSED, List.of(), InstantSource.system());

  @BeforeEach
  void definitions() throws IOException {
    snapshots.publish(World.of(ZONE, folder, PlaceTable.empty()).snapshot());
  }

  @AfterEach
  void close() {
    connections.close();
    stats.close();
  }

  @Test
  void aFloodIsTruncatedAndItsRealClientsComeOverTcp() throws IOException {
    Function<QueryCounters, Answerer> answerers =
        counters ->
            new SnapshotAnswerer(
                snapshots, Identity.untold(), limiter, privileges, counters, Recorder.off());
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (TcpServer tcp = new TcpServer(connections, any, 1, stats, answerers)) {
      tcp.start();
      try (UdpServer udp =
          new UdpServer(UdpSockets.best(), tcp.localAddress(), 2, stats, answerers)) {
        udp.start();
        DnsClient client = new DnsClient(udp.localAddress().getPort());
        long begun = System.nanoTime();
        int whole = 0;
        int truncated = 0;
        for (int i = 0; i < 200; i++) { // each from a port of its own: to one socket or the other
          Message answer = ask(client, "127.0.0." + (1 + i % 50), false);
          boolean slip = answer.getHeader().getFlag(Flags.TC);
          assertThat(answer.getSection(Section.ANSWER)).hasSize(slip ? 0 : 1);
          whole += slip ? 0 : 1;
          truncated += slip ? 1 : 0;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(whole).isBetween(PER_SECOND, (int) Math.ceil(PER_SECOND * (1 + seconds)));
        assertThat(stats.total(Counter.RATE_SLIPPED)).isEqualTo(truncated).isPositive();
        assertThat(ask(client, "127.0.0.9", true).getSection(Section.ANSWER)).hasSize(1);
      }
    }
  }

  private static Message ask(DnsClient client, String from, boolean tcp) throws IOException {
    Record question = Record.newRecord(Name.fromString("ns.example.org."), Type.A, DClass.IN);
    byte[] query = Message.newQuery(question).toWire();
    return new Message(client.exchange(query, InetAddress.ofLiteral(from), tcp));
  }
}
