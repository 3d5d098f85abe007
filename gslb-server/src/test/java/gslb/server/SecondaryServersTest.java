package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Three servers of ours in a row: the first has the zone in a file, the second fetches it from the
 * first, the third from the second. Real sockets, real time.
 */
class SecondaryServersTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final FreePorts ports = new FreePorts();
  private final int first = ports.next();
  private final int second = ports.next();
  private final int third = ports.next();
  private final OwnServer[] servers = new OwnServer[4];

  @AfterEach
  void stop() {
    for (OwnServer server : servers) {
      if (server != null) {
        server.close();
      }
    }
  }

  @Test
  void aZoneTravelsFromServerToServer() throws Exception {
    String fromSecond = secondary(second, "");
    servers[3] = start(3, third, fromSecond);
    assertThat(failure(third)).as("Not Ready").isEqualTo("SERVFAIL 14");

    servers[2] = start(2, second, secondary(first, ", key: xfr.example") + allow(third, ""));
    zone(1, "192.0.2.1");
    servers[1] = start(1, first, allow(second, ", key: xfr.example"));
    awaitAnswer(third, "192.0.2.1");

    zone(2, "192.0.2.2"); // told by NOTIFY all the way: the SOA's refresh is an hour
    servers[1].reload();
    awaitAnswer(third, "192.0.2.2");

    servers[1].close();
    servers[2].close();
    servers[2] = start(2, second, secondary(first, ", key: xfr.example") + allow(third, ""));
    assertThat(new DnsClient(second).ask("www.example.org", "A"))
        .as("kept over a restart, its primary gone")
        .containsExactly("192.0.2.2");
    assertThat(new DnsClient(second).ask("example.net", "SOA")).isEmpty();
  }

  /** The shortest expire time there is: a refresh and a retry of a second each. */
  @Test
  void aZoneNobodyConfirmsExpires() throws Exception {
    zone(1, "192.0.2.1", "1 1 1");
    servers[1] = start(1, first, allow(second, ", key: xfr.example"));
    servers[2] = start(2, second, secondary(first, ", key: xfr.example"));
    awaitAnswer(second, "192.0.2.1");
    servers[1].close();
    await("expiry").atMost(SOON).until(() -> failure(second).equals("SERVFAIL 24"));
    servers[1] = start(1, first, allow(second, ", key: xfr.example"));
    awaitAnswer(second, "192.0.2.1");
  }

  private OwnServer start(int number, int port, String more) throws Exception {
    return OwnServer.start(folder, "ns" + number, port, ports.next(), more);
  }

  private static String secondary(int primary, String key) {
    return "secondary: [{zones: [example.org], primaries: ['127.0.0.1:%d'], min_refresh: 1s%s}]\n"
        .formatted(primary, key);
  }

  /** Lets whoever is on loopback fetch, and tells one. */
  private static String allow(int told, String key) {
    return """
    transfer:
      allow: [{zones: all, addresses: [127.0.0.0/8]%2$s}]
      notify: [{zones: all, addresses: ["127.0.0.1:%1$d"]%2$s}]
    """
        .formatted(told, key);
  }

  private void zone(int serial, String address) throws IOException {
    zone(serial, address, "3600 1 86400");
  }

  private void zone(int serial, String address, String timers) throws IOException {
    String text =
        """
        $ORIGIN example.org.
        $TTL 60
        @   SOA ns1.example.net. hostmaster %d %s 300
            NS  ns1.example.net.
        www A   %s
        """;
    OwnServer.zones(folder, "ns1", Map.of("example.org", text.formatted(serial, timers, address)));
  }

  private static void awaitAnswer(int port, String address) {
    await("answers " + address)
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> new DnsClient(port).ask("www.example.org", "A").equals(List.of(address)));
  }

  /** Response code and extended error. */
  private static String failure(int port) throws IOException {
    Message query =
        Message.newQuery(Record.newRecord(Name.fromString("www.example.org."), Type.A, DClass.IN));
    query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    byte[] bytes =
        new DnsClient(port).exchange(query.toWire(), InetAddress.getByName("127.0.0.1"), false);
    Message answer = new Message(bytes);
    return Rcode.string(answer.getRcode())
        + answer.getOPT().getOptions(15).stream()
            .map(option -> " " + ((ExtendedErrorCodeOption) option).getErrorCode())
            .findFirst()
            .orElse("");
  }
}
