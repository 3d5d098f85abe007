package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.server.control.AdminClient;
import gslb.server.demo.Demo;
import gslb.server.demo.DemoGuide;
import gslb.server.demo.DemoPlan;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The demo does what it says: three continents, three datacenters, and members that die. */
class DemoTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /** interval × fall + 2 s, of zones/example's monitor. */
  private static final Duration GONE = Duration.ofSeconds(4);

  @TempDir private Path folder;
  private final FreePorts ports = new FreePorts();

  @Test
  void clientsGetTheirDatacenterAndLoseAMemberThatDies() throws Exception {
    int dns = ports.next();
    int control = ports.next();
    DemoPlan plan =
        new DemoPlan(
            exampleWithMembersOn(ports.next()),
            folder.resolve("state"),
            dns,
            ports.next(),
            control,
            ports.next(),
            ports.next(),
            ports.next());
    try (Demo demo = Demo.start(plan, "test")) {
      assertThat(demo.members())
          .containsExactly("fra-1", "fra-2", "iad-1", "iad-2", "sin-1", "sin-2");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> {
            assertThat(answers(dns, DemoGuide.CLIENTS.get(0)))
                .isEqualTo(Set.of("127.0.1.11", "127.0.1.12"));
            assertThat(answers(dns, DemoGuide.CLIENTS.get(1)))
                .isEqualTo(Set.of("127.0.1.21", "127.0.1.22"));
            assertThat(answers(dns, DemoGuide.CLIENTS.get(2)))
                .isEqualTo(Set.of("127.0.1.31", "127.0.1.32"));
          });
      AdminClient members = new AdminClient(new InetSocketAddress(LOOPBACK, control));
      assertThat(members.post("/stop/fra-1").document()).containsEntry("stopped", List.of("fra-1"));
      await()
          .atMost(GONE)
          .until(() -> answers(dns, DemoGuide.CLIENTS.get(0)).equals(Set.of("127.0.1.12")));
      assertThat(members.post("/start/fra-1").document()).containsEntry("stopped", List.of());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> answers(dns, DemoGuide.CLIENTS.get(0)).size() == 2);
      assertThat(members.post("/stop/nobody").code()).isEqualTo(404);
    }
  }

  /** What sixteen neighbouring networks of a client are answered, all together. */
  private static Set<String> answers(int port, DemoGuide.Client client) throws IOException {
    InetAddress network = InetAddress.ofLiteral(client.network().replaceAll("/.*", ""));
    Set<String> answers = new HashSet<>();
    for (int i = 0; i < 16; i++) {
      byte[] bytes = network.getAddress();
      bytes[2] = (byte) i;
      answers.addAll(ask(port, Inet4Address.getByAddress(bytes)));
    }
    return answers;
  }

  private static List<String> ask(int port, InetAddress network) throws IOException {
    Name name = Name.fromString("www.example.com.");
    Message query = Message.newQuery(Record.newRecord(name, Type.A, DClass.IN));
    query.addRecord(
        new OPTRecord(1232, 0, 0, 0, new ClientSubnetOption(24, network)), Section.ADDITIONAL);
    byte[] response = new DnsClient(port).exchange(query.toWire(), LOOPBACK, false);
    return new Message(response)
        .getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
  }

  private Path exampleWithMembersOn(int port) throws IOException {
    Path example = Path.of(System.getProperty("gslb.root"), "zones/example");
    Path copy = folder.resolve("definitions");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(example.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(file).replace("port: 8080", "port: " + port));
      }
    }
    return copy;
  }
}
