package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two regions, each a server and a prober, as four processes on loopback: what one region's prober
 * sees reaches the other's server, and what dies with SIGKILL takes no answer with it.
 */
class FourProcessesTest {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int FALL = 2;

  @TempDir Path folder;
  private final FreePorts ports = new FreePorts();
  private final int backendPort = ports.next();
  private final List<GslbProcess> processes = new ArrayList<>();
  private final List<HttpServer> backends = new ArrayList<>();
  private GslbProcess euServer;
  private GslbProcess naServer;
  private int euCluster;
  private int euSecondCluster;
  private int naCluster;
  private DnsClient eu;
  private DnsClient na;

  @BeforeEach
  void start() throws IOException {
    definitions();
    backends.add(backend("127.0.3.1"));
    backends.add(backend("127.0.3.2"));
    int euDns = ports.next();
    int naDns = ports.next();
    euCluster = ports.next();
    euSecondCluster = ports.next();
    naCluster = ports.next();
    Path euConfig = config("eu-1", "eu", euDns, euCluster);
    Path naConfig = config("na-1", "na", naDns, naCluster);
    euServer = run("serve", euConfig);
    naServer = run("serve", naConfig);
    run("probe", euConfig);
    run("probe", naConfig);
    eu = new DnsClient(euDns);
    na = new DnsClient(naDns);
    await("both servers answer both members, on two vantages' word")
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> twoVotes(euServer) && twoVotes(naServer) && both(eu) && both(na));
  }

  @AfterEach
  void stop() {
    processes.forEach(GslbProcess::kill);
    backends.forEach(backend -> backend.stop(0));
  }

  @Test
  void aMemberThatDiesLeavesTheAnswersOfBothRegionsAndComesBack() throws IOException {
    backends.getFirst().stop(0);
    Duration bound = INTERVAL.multipliedBy(FALL).plusSeconds(2);
    await("gone everywhere within interval × fall + 2 s")
        .atMost(bound)
        .pollInterval(Duration.ofMillis(50))
        .until(() ->
            answers(eu).equals(Set.of("127.0.3.2")) && answers(na).equals(Set.of("127.0.3.2")));
    backends.set(0, backend("127.0.3.1"));
    await("back everywhere")
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> both(eu) && both(na));
  }

  /**
   * Another member of the same cluster, the other region's cluster, both probers: all of them die
   * at once, and the server goes on from what it knew, the dead member still left out.
   */
  @Test
  void killingEverythingElseChangesNoAnswer() throws IOException {
    run("serve", config("eu-2", "eu", ports.next(), euSecondCluster));
    backends.getFirst().stop(0);
    await("a second member of the cluster, and the dead backend is known")
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() ->
            euServer.status().contains("\"attached\":\"member\",\"members\":2")
                && answers(eu).equals(Set.of("127.0.3.2")));
    processes.stream().filter(process -> process != euServer).forEach(GslbProcess::kill);
    // Longer than statuses stay fresh (5 s): no vantage counts any more, and the last verdicts
    // stand.
    await("every answer stays as it was")
        .during(Duration.ofSeconds(8))
        .atMost(Duration.ofSeconds(12))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> answers(eu).equals(Set.of("127.0.3.2")));
    assertThat(euServer.status()).contains("\"serving\":true").contains("\"fresh_votes\":0");
  }

  private boolean twoVotes(GslbProcess server) throws IOException {
    return server.status().split("\"fresh_votes\":2", -1).length == 3;
  }

  private static boolean both(DnsClient server) throws IOException {
    return answers(server).equals(Set.of("127.0.3.1", "127.0.3.2"));
  }

  private static Set<String> answers(DnsClient server) throws IOException {
    return new HashSet<>(server.ask("www.example.org", "A"));
  }

  private GslbProcess run(String command, Path config) throws IOException {
    GslbProcess process = GslbProcess.start(command, config, folder);
    processes.add(process);
    return process;
  }

  private HttpServer backend(String address) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, backendPort), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Path config(String name, String region, int dns, int cluster) throws IOException {
    boolean eu = region.equals("eu");
    List<String> euMembers = List.of(loopback(euCluster), loopback(euSecondCluster));
    List<String> naMembers = List.of(loopback(naCluster));
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        schema: 1
        node: {name: %s, region: %s}
        listen: {dns: [%s], admin: %s}
        definitions: %s
        state: %s
        cluster: {listen: %s, members: %s, regions: {%s: %s}}
        probe: {embedded: false, vantage: %s}
        """
            .formatted(
                name,
                region,
                loopback(dns),
                loopback(ports.next()),
                folder.resolve("definitions"),
                folder.resolve(name),
                loopback(cluster),
                eu ? euMembers : naMembers,
                eu ? "na" : "eu",
                eu ? naMembers : euMembers,
                name));
  }

  private static String loopback(int port) {
    return "\"127.0.0.1:" + port + "\"";
  }

  private void definitions() throws IOException {
    Path definitions = folder.resolve("definitions");
    for (String name : List.of("zones", "pools", "policies")) {
      Files.createDirectories(definitions.resolve(name));
    }
    Files.writeString(
        definitions.resolve("zones/example.org.zone"),
        """
        $ORIGIN example.org.
        $TTL 60
        @  SOA ns1 hostmaster 1 7200 900 1209600 300
           NS  ns1
        ns1 A  127.0.0.1
        """);
    Files.writeString(
        definitions.resolve("datacenters.yaml"),
        """
        schema: 1
        datacenters:
          fra: {region: eu, latitude: 50.11, longitude: 8.68}
          iad: {region: na, latitude: 38.95, longitude: -77.45}
        """);
    Files.writeString(
        definitions.resolve("monitors.yaml"),
        """
        schema: 1
        monitors:
          check: {type: http, port: %d, interval: %ds, timeout: 500ms, rise: 2, fall: %d}
        """
            .formatted(backendPort, INTERVAL.toSeconds(), FALL));
    Files.writeString(
        definitions.resolve("pools/web.yaml"),
        """
        schema: 1
        pools:
          web:
            monitor: check
            selection: all
            members:
              - {name: fra, datacenter: fra, addresses: [127.0.3.1]}
              - {name: iad, datacenter: iad, addresses: [127.0.3.2]}
        """);
    Files.writeString(
        definitions.resolve("policies/example.org.yaml"),
        """
        schema: 1
        zone: example.org
        policies:
          www: {create: true, types: [A], ttl: {min: 1s, max: 5s}, rules: [{pools: [web]}]}
        """);
  }
}
