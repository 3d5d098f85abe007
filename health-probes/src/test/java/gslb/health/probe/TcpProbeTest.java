package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.zones.Monitor;
import gslb.zones.Quorum;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a TCP probe makes of a port, and of a name that has no address. */
class TcpProbeTest {

  private static final Monitor.Cadence PATIENT = Definitions.cadence(20_000, 10_000, 1, 1);

  private static Vertx servers;
  private static Vertx vertx;
  private static Probes probes;

  /** Every name but those in the hosts file is asked of a server that knows none. */
  @BeforeAll
  static void start() throws Exception {
    servers = Vertx.vertx();
    DatagramSocket nameServer =
        servers.createDatagramSocket().listen(0, "127.0.0.1").await(30, TimeUnit.SECONDS);
    nameServer.handler(query -> {
      Buffer answer = query.data().copy();
      answer.setByte(2, (byte) 0x84).setByte(3, (byte) 0x03); // response, NXDOMAIN
      answer.setShort(10, (short) 0); // RFC 1035 §4.1.1 ARCOUNT: the OPT is cut off
      int end = 12;
      while (query.data().getByte(end) != 0) {
        end += query.data().getByte(end) + 1;
      }
      nameServer.send(answer.slice(0, end + 5), query.sender().port(), query.sender().host());
    });
    AddressResolverOptions resolver =
        new AddressResolverOptions()
            .addServer("127.0.0.1:" + nameServer.localAddress().port())
            .setHostsValue(Buffer.buffer("127.0.0.1 there.example.net\n"));
    vertx = Vertx.vertx(new VertxOptions().setAddressResolverOptions(resolver));
    probes = new Probes(vertx, HostTools.NONE);
  }

  @AfterAll
  static void stop() throws Exception {
    probes.close();
    vertx.close().await(30, TimeUnit.SECONDS);
    servers.close().await(30, TimeUnit.SECONDS);
  }

  private static ProbeResult probe(int port, String target) throws Exception {
    return Runs.once(vertx, probes, Definitions.tcp(port, PATIENT, new Quorum.Majority()), target);
  }

  private static NetServer listen() throws Exception {
    return vertx
        .createNetServer()
        .connectHandler(socket -> {})
        .listen(0, "127.0.0.1")
        .await(30, TimeUnit.SECONDS);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Test
  void anAcceptedConnectionIsASuccess() throws Exception {
    assertThat(probe(listen().actualPort(), "127.0.0.1").describe()).startsWith("ok in");
  }

  @Test
  void aClosedPortRefuses() throws Exception {
    assertThat(probe(freePort(), "127.0.0.1").describe()).startsWith("refused: ");
  }

  @Test
  void aCnameTargetIsResolved() throws Exception {
    assertThat(probe(listen().actualPort(), "there.example.net.").describe()).startsWith("ok in");
  }

  @Test
  void aCnameTargetWithoutAddressIsNotFound() throws Exception {
    assertThat(probe(9, "nowhere.example.net.").describe()).startsWith("name not found: ");
  }
}
