package gslb.server.transfer;

import gslb.geo.PlaceTable;
import gslb.server.answer.Identity;
import gslb.server.answer.Recorder;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.limit.RateLimiter;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.stats.Counter;
import gslb.server.stats.ServerStats;
import gslb.server.transport.ConnectionLimits;
import gslb.server.transport.Connections;
import gslb.server.transport.ProxyTrust;
import gslb.server.transport.SnapshotAnswerer;
import gslb.server.transport.TcpServer;
import gslb.server.transport.UdpServer;
import gslb.server.transport.UdpSockets;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Prefix;
import gslb.zones.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/** A server of zones on loopback, and a key that it and its clients share. */
final class TransferWorld implements AutoCloseable {
  static final String ZONE =
      """
      $ORIGIN example.org.
      $TTL 3600
      @        SOA  ns1 hostmaster 2026110101 7200 900 1209600 300
               NS   ns1
               NS   ns2.example.net.
               MX   10 Mail
      ns1      A    192.0.2.1
      Mail     A    192.0.2.2
      WWW      300  A 192.0.2.10
      www      300  A 192.0.2.11
      _sip._tcp SRV 0 5 5060 Mail
      child    NS   ns.child
      ns.child A    192.0.2.53
      *.wild   TXT  "any"
      alias    CNAME www
      """;

  static final byte[] SECRET =
      "a secret of 32 bytes for testing".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  static final Key KEY = new Key("xfr.example", Algorithm.HMAC_SHA256, SECRET);

  final ServerStats stats = new ServerStats();
  final SnapshotRef snapshots = new SnapshotRef();
  private final Connections connections =
      new Connections(ConnectionLimits.DEFAULT, ProxyTrust.NONE, stats);
  private final TcpServer tcp;
  private final UdpServer udp;

  TransferWorld(Declarations declarations, List<AccessRule> allow) throws IOException {
    this(declarations, new TransferRules(List.of(KEY), allow, List.of()));
  }

  TransferWorld(Declarations declarations, TransferRules rules) throws IOException {
    this(declarations, rules, List.of());
  }

  TransferWorld(Declarations declarations, TransferRules rules, List<WatchedZone> watched)
      throws IOException {
    snapshots.publish(
        new SnapshotCompiler(PlaceTable.empty())
            .compile(declarations, (pool, member, type) -> true, 1, 0, Instant.EPOCH));
    Privileges privileges = new Privileges(rules, watched, InstantSource.system());
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    tcp =
        new TcpServer(
            connections,
            any,
            1,
            stats,
            counters ->
                new SnapshotAnswerer(
                    snapshots,
                    Identity.untold(),
                    RateLimiter.NONE,
                    privileges,
                    counters,
                    Recorder.off()));
    tcp.start();
    udp =
        new UdpServer(
            UdpSockets.best(),
            tcp.localAddress(),
            1,
            stats,
            counters ->
                new SnapshotAnswerer(
                    snapshots,
                    Identity.untold(),
                    RateLimiter.NONE,
                    privileges,
                    counters,
                    Recorder.off()));
    udp.start();
  }

  static Declarations declarations(Path folder, String zone) throws IOException {
    Files.createDirectories(folder.resolve("zones"));
    Files.writeString(folder.resolve("zones/example.org.zone"), zone);
    return switch (DefinitionsFolder.read(folder)) {
      case Reading.Accepted accepted -> accepted.declarations();
      case Reading.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }

  /** What the key is to dnsjava. */
  static TSIG tsig() {
    return new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("xfr.example."), SECRET);
  }

  /** Loopback and nobody else. */
  static AccessRule loopback() {
    return new AccessRule(ZoneSelection.ALL, List.of(net("127.0.0.0", 8)), null);
  }

  static Prefix net(String address, int length) {
    return Prefix.of(InetAddress.ofLiteral(address), length);
  }

  InetSocketAddress address() {
    return tcp.localAddress();
  }

  int port() {
    return tcp.localAddress().getPort();
  }

  long bugs() {
    return stats.total(Counter.ERROR);
  }

  @Override
  public void close() {
    udp.close();
    tcp.close();
    connections.close();
    stats.close();
  }
}
