package gslb.server.config;

import gslb.zones.HostPort;
import gslb.zones.problem.Problems;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlFile;
import gslb.zones.yaml.YamlMapping;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads server.yaml. Paths in the file are relative to the file's folder, defaults to the
 * installation.
 */
public final class ServerConfigFile {
  private static final int DNS_PORT = 5300;
  private static final int ADMIN_PORT = 8053;
  private static final int CLUSTER_PORT = 5701;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Path home;
  private final Path folder;

  private ServerConfigFile(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /** What holds with no file at all: a server of the example that only this machine reaches. */
  public static ServerConfig defaults(Path home) {
    Problems problems = new Problems();
    YamlMapping nothing =
        Optional.ofNullable(YamlFile.parse("schema: 1\n", Path.of("server.yaml"), problems))
            .orElseThrow();
    return new ServerConfigFile(home, home).config(nothing);
  }

  /**
   * Reads a file.
   *
   * @param home the installation's folder
   */
  public static ConfigReading read(Path file, Path home) {
    Problems problems = new Problems();
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(home);
    YamlMapping root = YamlFile.read(Path.of(""), file, problems);
    return root == null ? new ConfigReading.Refused(problems.sorted()) : read(root, folder, home);
  }

  /** Like {@link #read(Path, Path)}, from a file's root. */
  static ConfigReading read(YamlMapping root, Path folder, Path home) {
    ServerConfig config = new ServerConfigFile(home, folder).config(root);
    Problems problems = root.problems();
    return problems.hasErrors()
        ? new ConfigReading.Refused(problems.sorted())
        : new ConfigReading.Accepted(config, problems.sorted());
  }

  private ServerConfig config(YamlMapping root) {
    ServerConfig.Node node = node(root.mapping("node"));
    KeysSection keys = KeysSection.read(root.mapping("keys"), path());
    ServerConfig config =
        new ServerConfig(
            node,
            listen(root.mapping("listen")),
            TlsFiles.read(root, existingFile()),
            root.optional(
                "workers", Expected.integer(1, 256), Runtime.getRuntime().availableProcessors()),
            UdpSection.read(root.mapping("udp")),
            root.optional("definitions", path(), home.resolve("zones/example")),
            root.optional("state", path(), home.resolve("run/state")),
            GeoSection.read(root.mapping("geo"), path()),
            cluster(root.mapping("cluster"), node.region()),
            probe(root.mapping("probe"), node),
            IdentitySection.read(root.mapping("identity"), node.name()),
            CookiesSection.read(root.mapping("cookies"), path()),
            RateLimitSection.read(root.mapping("rate_limit")),
            TransferSection.read(root, keys, socketAddress()),
            SecondarySection.read(root, keys, socketAddress()),
            ConnectionsSection.read(root.mapping("connections")),
            ProxySection.read(root.mapping("proxy")),
            LogSection.read(root.mapping("log"), path(), home),
            root.optional(
                "start_wait",
                Expected.duration(Duration.ofMillis(1), LONGEST_WAIT),
                Duration.ofSeconds(5)));
    TlsFiles.require(root, config.listen());
    root.refuseOtherKeys();
    return config;
  }

  private static ServerConfig.Node node(YamlMapping node) {
    ServerConfig.Node read =
        new ServerConfig.Node(
            node.optional("name", Expected.name(), "local"),
            node.optional("region", Expected.name(), "eu"),
            node.optional("datacenter", Expected.name()));
    node.refuseOtherKeys();
    return read;
  }

  private static ServerConfig.Listen listen(YamlMapping listen) {
    ServerConfig.Listen read =
        new ServerConfig.Listen(
            listen.optional(
                "dns", Expected.nonEmptyListOf(socketAddress()), List.of(loopback(DNS_PORT))),
            listen.optional("tls", Expected.listOf(socketAddress()), List.of()),
            listen.optional("https", Expected.listOf(socketAddress()), List.of()),
            listen.optional("admin", socketAddress(), loopback(ADMIN_PORT)));
    if (!read.admin().getAddress().isLoopbackAddress()) {
      listen
          .problems()
          .warning(
              listen.positionOf("admin"),
              "listen.admin: whoever reaches " + read.admin() + " can reload this server");
    }
    listen.refuseOtherKeys();
    return read;
  }

  private ServerConfig.Cluster cluster(YamlMapping cluster, String region) {
    InetSocketAddress listen = cluster.optional("listen", socketAddress(), loopback(CLUSTER_PORT));
    HostPort self = HostPort.of(listen);
    ServerConfig.Cluster read =
        new ServerConfig.Cluster(
            cluster.optional("name", Expected.name(), "gslb-" + region),
            listen,
            cluster.optional("members", members(), List.of(self)),
            regions(cluster.mapping("regions")),
            cluster.optional("key_file", existingFile()));
    boolean forcePublic = cluster.optional("force_public", Expected.bool(), false);
    checkReach(cluster, read, forcePublic);
    cluster.refuseOtherKeys();
    return read;
  }

  /** Hazelcast's open edition has neither TLS nor a password (S-27). */
  private static void checkReach(
      YamlMapping cluster, ServerConfig.Cluster read, boolean forcePublic) {
    InetAddress address = read.listen().getAddress();
    if (!Reach.isPrivate(address) && !forcePublic) {
      cluster
          .problems()
          .error(
              cluster.positionOf("listen"),
              "cluster.listen: "
                  + address.getHostAddress()
                  + " is public, and whoever reaches a cluster port is a member; listen on a"
                  + " private (WireGuard) address, or write 'force_public: true'");
    } else if (!address.isLoopbackAddress() && read.keyFile() == null) {
      cluster
          .problems()
          .warning(
              cluster.position(),
              "cluster: statuses are taken from whoever reaches "
                  + address.getHostAddress()
                  + "; write a 'key_file' so that forged ones are refused");
    }
  }

  private static Map<String, List<HostPort>> regions(YamlMapping regions) {
    Map<String, List<HostPort>> read = new LinkedHashMap<>();
    for (YamlEntry entry : regions.entries()) {
      List<HostPort> members = members().read(entry.value());
      if (!Expected.isName(entry.key())) {
        regions.problems().error(entry.position(), "'" + entry.key() + "' cannot name a region");
      } else if (members != null) {
        read.put(entry.key(), members);
      }
    }
    return read;
  }

  private ServerConfig.Probe probe(YamlMapping probe, ServerConfig.Node node) {
    ServerConfig.Probe read =
        new ServerConfig.Probe(
            probe.optional("embedded", Expected.bool(), true),
            probe.optional("vantage", Expected.name(), node.region() + "-" + node.name()),
            probe.optional("commands", existingFolder()));
    probe.refuseOtherKeys();
    return read;
  }

  private static Expected<List<HostPort>> members() {
    return Expected.nonEmptyListOf(HostPort.expected());
  }

  /** A socket is bound to an address; a name may stand for several, or for none yet. */
  private static Expected<InetSocketAddress> socketAddress() {
    return node -> {
      HostPort hostPort = HostPort.expected().read(node);
      if (hostPort == null) {
        return null;
      }
      InetAddress address = hostPort.address();
      if (address == null) {
        node.expected("an address and port such as 127.0.0.1:53 or [::]:53");
        return null;
      }
      return new InetSocketAddress(address, hostPort.port());
    };
  }

  private Expected<Path> path() {
    return Expected.text("a path", text -> text.isEmpty() ? null : folder.resolve(text));
  }

  private Expected<Path> existingFolder() {
    return node -> {
      @Nullable Path folder = path().read(node);
      if (folder != null && !Files.isDirectory(folder)) {
        node.error("there is no folder " + folder);
      }
      return folder;
    };
  }

  private Expected<Path> existingFile() {
    return node -> {
      @Nullable Path file = path().read(node);
      if (file != null && !Files.isReadable(file)) {
        node.error("there is no readable file " + file);
      }
      return file;
    };
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }
}
