package gslb.server.tools;

import gslb.server.FreePorts;
import gslb.server.GslbServer;
import gslb.server.StartException;
import gslb.server.config.ConfigReading;
import gslb.server.config.ServerConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server as {@code gslb serve} starts it, on ports of loopback, with a zone and a key. */
final class WholeServer implements AutoCloseable {
  /** The key {@code xfr.example}, as {@code dig -y} takes it. */
  static final String KEY = "hmac-sha256:xfr.example:YSBzZWNyZXQgb2YgMzIgYnl0ZXMgZm9yIHRlc3Rpbmc=";

  /** Who sends from here is a proxy. */
  static final String PROXY = "127.0.0.9";

  private static final String ZONE =
      """
      $ORIGIN example.org.
      $TTL 3600
      @       SOA  ns1 hostmaster 2026112401 7200 900 1209600 300
              NS   ns1
      ns1     A    192.0.2.1
      www     A    192.0.2.10
      $GENERATE 1-60 big A 198.51.100.$
      """;

  private final GslbServer server;
  private final int dns;
  private final int tls;
  private final int https;

  private WholeServer(GslbServer server, int dns, int tls, int https) {
    this.server = server;
    this.dns = dns;
    this.tls = tls;
    this.https = https;
  }

  /**
   * The port that a tool with these arguments wants.
   *
   * @param arguments {@code +tls} and {@code +https} in all their forms, or neither
   */
  int port(String arguments) {
    return arguments.contains("+tls") ? tls : arguments.contains("+https") ? https : dns;
  }

  /** Starts one whose files are all in that folder, an empty one. */
  static WholeServer start(Path folder) throws IOException, StartException {
    definitions(folder.resolve("zones"));
    Files.writeString(folder.resolve("xfr.key"), KEY.substring(KEY.lastIndexOf(':') + 1));
    FreePorts ports = new FreePorts();
    int dns = ports.next();
    int tls = ports.next();
    int https = ports.next();
    Path file =
        Files.writeString(
            folder.resolve("server.yaml"),
            """
            schema: 1
            node: {name: fra-ns1}
            listen:
              dns: ["127.0.0.1:%d"]
              tls: ["127.0.0.1:%d"]
              https: ["127.0.0.1:%d"]
              admin: "127.0.0.1:%d"
            tls: {certificate: %s, key: %s}
            workers: 1
            definitions: zones
            state: state
            cluster: {listen: "127.0.0.1:%d"}
            probe: {embedded: false}
            identity: {version: "gslb test"}
            cookies: {require: true}
            keys:
              xfr.example: {algorithm: hmac-sha256, secret_file: xfr.key}
            transfer:
              allow: [{zones: all, key: xfr.example}]
            proxy: {trust: ["%s/32"]}
            start_wait: 1ms
            """
                .formatted(
                    dns,
                    tls,
                    https,
                    ports.next(),
                    tlsFile("first.pem"),
                    tlsFile("first.key"),
                    ports.next(),
                    PROXY));
    ConfigReading reading = ServerConfigFile.read(file, folder);
    if (!(reading instanceof ConfigReading.Accepted accepted)) {
      throw new AssertionError(reading.toString());
    }
    return new WholeServer(GslbServer.start(accepted.config(), "test"), dns, tls, https);
  }

  private static void definitions(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("zones"));
    Files.createDirectories(folder.resolve("pools"));
    Files.createDirectories(folder.resolve("policies"));
    Files.writeString(folder.resolve("zones/example.org.zone"), ZONE);
    Files.writeString(
        folder.resolve("datacenters.yaml"),
        """
        schema: 1
        datacenters:
          fra: {region: eu, latitude: 50.11, longitude: 8.68}
          iad: {region: na, latitude: 38.95, longitude: -77.45}
        """);
    Files.writeString(
        folder.resolve("monitors.yaml"),
        """
        schema: 1
        monitors:
          always: {type: none}
        """);
    Files.writeString(
        folder.resolve("pools/pools.yaml"),
        """
        schema: 1
        pools:
          eu:
            monitor: always
            members: [{name: m1, datacenter: fra, addresses: [192.0.2.21]}]
          na:
            monitor: always
            members: [{name: m1, datacenter: iad, addresses: [192.0.2.22]}]
        """);
    Files.writeString(
        folder.resolve("policies/example.org.yaml"),
        """
        schema: 1
        zone: example.org
        policies:
          near:
            create: true
            types: [A]
            rules:
              - {when: {nets: [203.0.113.0/25]}, pools: [eu]}
              - {pools: [na]}
        """);
  }

  /** A file of the certificate of 127.0.0.1. */
  static Path tlsFile(String name) {
    return Path.of(System.getProperty("gslb.root"), "gslb-server/src/test/resources/tls", name);
  }

  @Override
  public void close() {
    server.close();
  }
}
