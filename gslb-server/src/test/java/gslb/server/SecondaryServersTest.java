package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.server.config.ConfigReading;
import gslb.server.config.ServerConfigFile;
import gslb.server.control.ReloadReport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  private static final Path HOME = Path.of(System.getProperty("gslb.root"));

  @TempDir private Path folder;
  private final FreePorts ports = new FreePorts();
  private final int first = ports.next();
  private final int second = ports.next();
  private final int third = ports.next();
  private final GslbServer[] servers = new GslbServer[4];

  @AfterEach
  void stop() {
    for (GslbServer server : servers) {
      if (server != null) {
        server.close();
      }
    }
  }

  @Test
  void aZoneTravelsFromServerToServer() throws Exception {
    Files.writeString(folder.resolve("xfr.key"), "MDEyMzQ1Njc4OWFiY2RlZg==");
    Files.createDirectories(folder.resolve("definitions-2"));
    Files.createDirectories(folder.resolve("definitions-3"));
    String fromSecond = secondary(second, "");
    servers[3] = start(3, third, fromSecond);
    assertThat(failure(third)).as("Not Ready").isEqualTo("SERVFAIL 14");

    servers[2] = start(2, second, secondary(first, ", key: xfr") + allow(third, ""));
    zone(1, "192.0.2.1");
    servers[1] = start(1, first, allow(second, ", key: xfr"));
    awaitAnswer(third, "192.0.2.1");

    zone(2, "192.0.2.2"); // told by NOTIFY all the way: the SOA's refresh is an hour
    assertThat(servers[1].reload().outcome()).isEqualTo(ReloadReport.Outcome.PUBLISHED);
    awaitAnswer(third, "192.0.2.2");

    servers[1].close();
    servers[2].close();
    servers[2] = start(2, second, secondary(first, ", key: xfr") + allow(third, ""));
    assertThat(new DnsClient(second).ask("www.example.org", "A"))
        .as("kept over a restart, its primary gone")
        .containsExactly("192.0.2.2");
    assertThat(new DnsClient(second).ask("example.net", "SOA")).isEmpty();
  }

  /** The shortest expire time there is: a refresh and a retry of a second each. */
  @Test
  void aZoneNobodyConfirmsExpires() throws Exception {
    Files.writeString(folder.resolve("xfr.key"), "MDEyMzQ1Njc4OWFiY2RlZg==");
    Files.createDirectories(folder.resolve("definitions-2"));
    zone(1, "192.0.2.1", "1 1 1");
    servers[1] = start(1, first, allow(second, ", key: xfr"));
    servers[2] = start(2, second, secondary(first, ", key: xfr"));
    awaitAnswer(second, "192.0.2.1");
    servers[1].close();
    await("expiry").atMost(SOON).until(() -> failure(second).equals("SERVFAIL 24"));
    servers[1] = start(1, first, allow(second, ", key: xfr"));
    awaitAnswer(second, "192.0.2.1");
  }

  private GslbServer start(int number, int port, String more) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("server-" + number + ".yaml"),
            """
            schema: 1
            node: {name: ns%1$d}
            listen: {dns: ["127.0.0.1:%2$d"], admin: "127.0.0.1:0"}
            definitions: definitions-%1$d
            state: state-%1$d
            cluster: {name: alone-%1$d, listen: "127.0.0.1:%3$d"}
            probe: {embedded: false}
            keys: {xfr: {secret_file: xfr.key}}
            workers: 1
            start_wait: 1ms
            %4$s
            """
                .formatted(number, port, ports.next(), more));
    ConfigReading reading = ServerConfigFile.read(file, HOME);
    assertThat(reading.problems()).isEmpty();
    return GslbServer.start(((ConfigReading.Accepted) reading).config(), "test");
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
    Path file = folder.resolve("definitions-1/zones/example.org.zone");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        $ORIGIN example.org.
        $TTL 60
        @   SOA ns1.example.net. hostmaster %d %s 300
            NS  ns1.example.net.
        www A   %s
        """
            .formatted(serial, timers, address));
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
