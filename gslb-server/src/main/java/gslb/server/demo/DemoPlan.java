package gslb.server.demo;

import gslb.server.config.CookiesSection;
import gslb.server.config.GeoSection;
import gslb.server.config.IdentitySection;
import gslb.server.config.ProxySection;
import gslb.server.config.ServerConfig;
import gslb.server.limit.RateRule;
import gslb.server.querylog.LogRule;
import gslb.server.transfer.TransferRules;
import gslb.server.transport.ConnectionLimits;
import gslb.server.transport.UdpSockets;
import gslb.zones.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where a demo's parts listen, all on 127.0.0.1.
 *
 * @param definitions whose loopback members are run
 * @param state for what survives a restart
 * @param dns UDP and TCP
 * @param admin of the server
 * @param control where members are stopped and started
 * @param eu cluster port of the region eu
 * @param na cluster port of the region na
 * @param ap cluster port of the region ap
 */
public record DemoPlan(
    Path definitions, Path state, int dns, int admin, int control, int eu, int na, int ap) {
  private static final String HOST = "127.0.0.1";

  /** Where a demo is controlled unless a plan says otherwise. */
  public static final int CONTROL_PORT = 8054;

  /** The ports everything in the documentation names. */
  public static DemoPlan usual(Path home) {
    return new DemoPlan(
        home.resolve("zones/example"),
        home.resolve("run/demo"),
        5300,
        8053,
        CONTROL_PORT,
        5701,
        5702,
        5703);
  }

  /** The server, in eu. */
  ServerConfig server() {
    return config("eu", eu, Map.of("na", members(na), "ap", members(ap)));
  }

  /** The probers of the regions that have no server. */
  List<ServerConfig> probers() {
    return List.of(config("na", na, Map.of()), config("ap", ap, Map.of()));
  }

  private ServerConfig config(
      String region, int clusterPort, Map<String, List<HostPort>> otherRegions) {
    return new ServerConfig(
        new ServerConfig.Node("demo", region, null),
        new ServerConfig.Listen(List.of(address(dns)), List.of(), List.of(), address(admin)),
        null,
        Runtime.getRuntime().availableProcessors(),
        UdpSockets.best(),
        definitions,
        state,
        GeoSection.BUNDLED,
        new ServerConfig.Cluster(
            "gslb-" + region, address(clusterPort), members(clusterPort), otherRegions, null),
        new ServerConfig.Probe(true, region + "-1", null),
        new IdentitySection("demo", ""),
        new CookiesSection(null, false),
        RateRule.NONE,
        TransferRules.CLOSED,
        List.of(),
        ConnectionLimits.DEFAULT,
        new ProxySection(List.of()),
        LogRule.nothing(state),
        Duration.ofSeconds(5));
  }

  private static List<HostPort> members(int port) {
    return List.of(new HostPort(HOST, port));
  }

  static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
  }
}
