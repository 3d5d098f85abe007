package gslb.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.limit.RateRule;
import gslb.server.querylog.LogRule;
import gslb.server.secondary.SecondaryRule;
import gslb.server.transport.ConnectionLimits;
import gslb.server.transport.DatagramCalls;
import gslb.server.transport.UdpSockets;
import gslb.zones.Prefix;
import gslb.zones.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What server.yaml says, what it leaves out, and what is wrong with it. */
class ServerConfigFileTest {
  private static final Path HOME = Path.of(System.getProperty("gslb.root"));

  @TempDir private Path folder;

  @Test
  void theTemplateSaysWhatHoldsWithoutIt() throws IOException {
    Path copy = HOME.resolve("server.yaml"); // its paths are meant to stand beside zones/
    String template = Files.readString(HOME.resolve("docs/server.yaml"));
    var root = Yaml.parse(template);
    assertThat(ServerConfigFile.read(root, copy.getParent(), HOME))
        .isEqualTo(new ConfigReading.Accepted(ServerConfigFile.defaults(HOME), List.of()));
  }

  @Test
  void readsEveryKey() throws IOException {
    Files.writeString(folder.resolve("cluster.key"), "MDEyMzQ1Njc4OWFiY2RlZg==");
    Files.writeString(folder.resolve("cookie.secrets"), "e5e973e5a6b2a43f48e7dc849e37bfcf");
    Files.writeString(folder.resolve("own.txt"), "192.0.2.0/24 EU-DE\n");
    Files.createFile(folder.resolve("chain.pem"));
    Files.createFile(folder.resolve("chain.key"));
    Path file = Files.writeString(folder.resolve("server.yaml"), Yaml.EVERY_KEY);
    ConfigReading.Accepted read = (ConfigReading.Accepted) ServerConfigFile.read(file, HOME);
    ServerConfig config = read.config();
    assertThat(config.node()).isEqualTo(new ServerConfig.Node("fra-ns1", "na", "fra"));
    assertThat(config.listen().dns())
        .extracting(Object::toString)
        .containsExactly("/0.0.0.0:53", "/[0:0:0:0:0:0:0:0]:53");
    assertThat(config.listen().admin()).hasToString("/127.0.0.2:8053");
    assertThat(config.listen().tls()).hasToString("[/0.0.0.0:853]");
    assertThat(config.listen().https()).hasToString("[/0.0.0.0:443]");
    assertThat(config.tls())
        .isEqualTo(new TlsFiles(folder.resolve("chain.pem"), folder.resolve("chain.key")));
    assertThat(config.workers()).isEqualTo(3);
    assertThat(config.udp()).isEqualTo(new UdpSockets(DatagramCalls.PORTABLE, 1 << 20, true));
    assertThat(config.definitions()).isEqualTo(folder.resolve("my-zones"));
    assertThat(config.state()).isEqualTo(Path.of("/var/lib/gslb"));
    assertThat(config.geo().databases()).containsExactly(folder.resolve("city.mmdb"));
    assertThat(config.geo().overlays())
        .singleElement()
        .extracting(overlay -> overlay.file() + " " + overlay.entries().size())
        .isEqualTo(folder.resolve("own.txt") + " 1");
    assertThat(config.cluster().name()).isEqualTo("gslb-west");
    assertThat(config.cluster().listen()).hasToString("/192.0.2.1:5701");
    assertThat(config.cluster().members())
        .extracting(Object::toString)
        .containsExactly("192.0.2.1:5701", "ns2.internal:5701");
    assertThat(config.cluster().regions()).containsOnlyKeys("eu", "ap");
    assertThat(config.cluster().keyFile()).isEqualTo(folder.resolve("cluster.key"));
    assertThat(config.probe())
        .isEqualTo(new ServerConfig.Probe(false, "na-7", folder.resolve(".")));
    assertThat(config.identity()).isEqualTo(new IdentitySection("fra ns1", "gslb"));
    assertThat(config.cookies())
        .isEqualTo(new CookiesSection(folder.resolve("cookie.secrets"), true));
    assertThat(config.rateLimit())
        .isEqualTo(
            new RateRule(
                RateRule.Mode.LIMIT,
                50,
                1,
                32,
                64,
                List.of(
                    Prefix.of(InetAddress.ofLiteral("192.0.2.0"), 24),
                    Prefix.of(InetAddress.ofLiteral("2001:db8::"), 32))));
    assertThat(config.transfer().keys())
        .extracting(Object::toString)
        .containsExactly("key xfr.example.");
    assertThat(config.transfer().allow())
        .singleElement()
        .asString()
        .contains("[example.org.]", "192.0.2.0/24", "key xfr.example.");
    assertThat(config.fetchedOrigins())
        .extracting(origin -> origin.name() + " in column " + origin.at().column())
        .containsExactly("example.net. in column 13", "2.0.192.in-addr.arpa. in column 26");
    assertThat(config.secondaries())
        .allSatisfy(rule -> {
          assertThat(rule.primaries())
              .extracting(Object::toString)
              .containsExactly("/192.0.2.53:53", "/[2001:db8:0:0:0:0:0:53]:5300");
          assertThat(rule.key()).isSameAs(config.transfer().keys().getFirst());
          assertThat(rule.limits())
              .isEqualTo(
                  new SecondaryRule.Limits(
                      256L << 20, Duration.ofMinutes(10), Duration.ofMinutes(1)));
        });
    assertThat(config.transfer().notified())
        .singleElement()
        .asString()
        .contains("all", "/192.0.2.53:53", "key xfr.example.");
    assertThat(config.connections())
        .isEqualTo(
            new ConnectionLimits(500, 7, Duration.ofSeconds(30), Duration.ofSeconds(2), 64 << 20));
    assertThat(config.log()).isEqualTo(new LogRule(Path.of("/var/log/gslb"), 10, 100, 1, 7));
    assertThat(config.proxy().trust())
        .extracting(Object::toString)
        .containsExactly("192.0.2.16/28", "2001:db8::53/128");
    assertThat(config.startWait()).isEqualTo(Duration.ofSeconds(2));
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void theNodeIsWhoAnswers() {
    ConfigReading.Accepted read = (ConfigReading.Accepted) reading("node: {name: fra-1}");
    assertThat(read.config().identity()).isEqualTo(new IdentitySection("fra-1", ""));
    assertThat(read.config().cookies()).isEqualTo(new CookiesSection(null, false));
  }

  @Test
  void ratesAreCountedBeforeTheyAreLimited() {
    ConfigReading.Accepted read = (ConfigReading.Accepted) reading("rate_limit: {slip: 3}");
    assertThat(read.config().rateLimit())
        .isEqualTo(new RateRule(RateRule.Mode.COUNT, 200, 3, 24, 56, List.of()));
  }

  @Test
  void namesFollowTheRegion() {
    ConfigReading.Accepted read = (ConfigReading.Accepted) reading("node: {region: ap}");
    assertThat(read.config().cluster().name()).isEqualTo("gslb-ap");
    assertThat(read.config().probe().vantage()).isEqualTo("ap-local");
    assertThat(read.config().probe().commands()).as("none without a word").isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodes: {name: a}                     | 2:1: unknown key 'nodes'; did you mean 'node'?",
        "node: {nam: a}                       | 2:8: node: unknown key 'nam'; did you mean 'name'?",
        "node: {name: 5}                      | 2:14: node.name: expected a name",
        "listen: {dns: '127.0.0.1:53'}        | 2:15: listen.dns: expected a list",
        "listen: {dns: []}                    | 2:15: listen.dns: expected at least one item",
        "listen: {dns: ['localhost:53']}      | 2:16: listen.dns[0]: expected an address and port",
        "listen: {admin: '127.0.0.1:99999'}   | 2:17: listen.admin: expected an address and port",
        "listen: {tls: ['127.0.0.1:853']}    | 2:15: listen.tls: the section 'tls' with a"
            + " certificate",
        "workers: 0                           | 2:10: workers: expected a whole number 1..256",
        "start_wait: 5                        | 2:13: start_wait: expected a duration",
        "definitions: ''                      | 2:14: definitions: expected a path",
        "cluster: {key_file: no-such.key}     | 2:21: cluster.key_file: there is no readable file",
        "cluster: {regions: {'a b': ['h:1']}} | 2:21: 'a b' cannot name a region",
        "cluster: {listen: '192.0.2.1:5701'}  | 2:11: cluster.listen: 192.0.2.1 is public",
        "cluster: {listen: '0.0.0.0:5701'}    | 2:11: cluster.listen: 0.0.0.0 is public",
        "keys: {k: {secret_file: no.key}}     | 2:25: keys.k.secret_file: there is no readable"
            + " file",
        "secondary: [{zones: [a..b], primaries: ['[::1]:53']}] | 2:22: secondary[0].zones[0]: a..b"
            + " is",
        "secondary: [{zones: [a, A.], primaries: ['[::1]:53']}] | 2:25: secondary[0].zones[1]: the"
            + " zone",
        "secondary: [{zones: [a], primaries: ['[::1]:53'], key: k}] | 2:56: secondary[0].key: there"
            + " is",
        "transfer: {allow: [{zones: all}]}    | 2:20: transfer.allow[0]: everybody may fetch",
        "transfer: {allow: [{zones: all, key: k}]} | 2:38: transfer.allow[0].key: there is no"
            + " usable key 'k'",
        "transfer: {allow: [{zones: [a..b], addresses: ['::/0']}]} | 2:28: transfer.allow[0].zones:"
            + " a..b is no",
        "connections: {per_client: 0}         | 2:27: connections.per_client: expected a whole"
            + " number 1..1000000",
        "connections: {message: 2m}           | 2:24: connections.message: expected a duration",
        "proxy: {trust: [192.0.2.1/28]}       | 2:17: proxy.trust[0]: expected",
        "probe: {embedded: yes}               | 2:19: probe.embedded: expected true or false",
        "probe: {commands: gone}              | 2:19: probe.commands: there is no folder",
        "identity: {version: 1.2}             | 2:21: identity.version: expected text",
        "cookies: {secret_file: no-such}      | 2:24: cookies.secret_file: cannot read",
        "rate_limit: {mode: drop}             | 2:20: rate_limit.mode: expected",
        "rate_limit: {slip: 11}               | 2:20: rate_limit.slip: expected a whole number"
            + " 0..10",
        "rate_limit: {exempt: [192.0.2.1]}    | 2:23: rate_limit.exempt[0]: expected",
        "cookies: {require: on}               | 2:20: cookies.require: expected true or false",
      })
  void aMistakeIsToldWhereItStands(String line, String expected) {
    assertThat(reading(line))
        .isInstanceOfSatisfying(
            ConfigReading.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .startsWith("server.yaml:" + expected));
  }

  @Test
  void mistakesInAnOverlayAreToldWithTheFilesOwn() throws IOException {
    Path overlay =
        Files.writeString(folder.resolve("own.txt"), "192.0.2.0/24 DE\n10.0.0.0/8 EU-DE\nx\n");
    Path file =
        Files.writeString(
            folder.resolve("server.yaml"),
            "schema: 1\ngeo: {overlay: [own.txt, none.txt]}\nhello: 1\n");

    assertThat(((ConfigReading.Refused) ServerConfigFile.read(file, HOME)).problems())
        .extracting(Problem::toString)
        .satisfiesExactlyInAnyOrder(
            told ->
                assertThat(told)
                    .isEqualTo(overlay + ":1:14: 'DE' is no place; did you mean 'EU-DE'?"),
            told -> assertThat(told).startsWith(overlay + ":3:1: 'x' is no network"),
            told -> assertThat(told).isEqualTo(folder.resolve("none.txt") + ":1:1: no such file"),
            told -> assertThat(told).contains("server.yaml:3:1: ", "hello"));
  }

  @Test
  void allMistakesAtOnce() {
    assertThat(reading("workers: no\nnode: 7\ngeo: {databases: x}\nhello: 1").problems())
        .extracting(Problem::line)
        .containsExactly(2, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,      true",
    "10.1.0.11,      true",
    "192.168.7.1,    true",
    "172.31.0.1,     true",
    "172.32.0.1,     false",
    "100.64.0.1,     true",
    "100.128.0.1,    false",
    "169.254.0.1,    true",
    "8.8.8.8,        false",
    "[::1],          true",
    "[fd00::1],      true",
    "[fe80::1],      true",
    "[2001:db8::1],  false",
    "[::],           false",
  })
  void aPublicClusterAddressIsRefused(String address, boolean allowed) {
    String line = "cluster: {listen: '%s:5701'}".formatted(address);
    assertThat(reading(line) instanceof ConfigReading.Accepted).isEqualTo(allowed);
    String forced = "cluster: {listen: '%s:5701', force_public: true}".formatted(address);
    assertThat(reading(forced)).isInstanceOf(ConfigReading.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster: {listen: '10.0.0.1:5701'} | 2:10: warning: cluster: statuses are taken from",
        "proxy: {trust: ['0.0.0.0/0']}      | 2:9: warning: proxy.trust: 0.0.0.0/0 lets everybody",
        "listen: {admin: '10.0.0.1:8053'}   | 2:10: warning: listen.admin: whoever reaches",
      })
  void whatIsSuspiciousIsAWarning(String line, String expected) {
    assertThat(((ConfigReading.Accepted) reading(line)).problems())
        .singleElement()
        .asString()
        .startsWith("server.yaml:" + expected);
  }

  private ConfigReading reading(String lines) {
    return ServerConfigFile.read(Yaml.parse("schema: 1\n" + lines + "\n"), folder, HOME);
  }
}
