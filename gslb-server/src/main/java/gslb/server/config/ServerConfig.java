package gslb.server.config;

import gslb.server.limit.RateRule;
import gslb.server.querylog.LogRule;
import gslb.server.secondary.SecondaryRule;
import gslb.server.transfer.TransferRules;
import gslb.server.transport.ConnectionLimits;
import gslb.server.transport.UdpSockets;
import gslb.zones.FetchedOrigin;
import gslb.zones.HostPort;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What server.yaml says, every default filled in.
 *
 * @param node who this host is
 * @param listen where it is asked
 * @param tls the certificate of the encrypted addresses; null = there are none
 * @param workers UDP threads for each DNS address, and loops for connections, 1..256
 * @param udp how its sockets for datagrams are made
 * @param definitions the folder of definitions
 * @param state the folder for what must survive a restart
 * @param geo what locates clients
 * @param cluster how statuses travel
 * @param probe whether and as whom it probes
 * @param identity what it tells about itself
 * @param cookies the cookies it gives
 * @param rateLimit how often a client network is answered the same over UDP
 * @param transfer who may fetch zones, who is told of changes, and with which keys
 * @param secondaries zones that are fetched from their primaries, each once
 * @param connections what connections may cost
 * @param proxy whose word on who asks is taken
 * @param log what is logged of queries and decisions
 * @param startWait how long to wait for the first verdicts before answering without them (S-20)
 */
public record ServerConfig(
    Node node,
    Listen listen,
    @Nullable TlsFiles tls,
    int workers,
    UdpSockets udp,
    Path definitions,
    Path state,
    GeoSection geo,
    Cluster cluster,
    Probe probe,
    IdentitySection identity,
    CookiesSection cookies,
    RateRule rateLimit,
    TransferRules transfer,
    List<SecondaryRule> secondaries,
    ConnectionLimits connections,
    ProxySection proxy,
    LogRule log,
    Duration startWait) {

  public ServerConfig {
    secondaries = List.copyOf(secondaries);
  }

  /** The zones no file of the definitions may declare. */
  public List<FetchedOrigin> fetchedOrigins() {
    return secondaries.stream().map(SecondaryRule::origin).toList();
  }

  /**
   * Who this host is.
   *
   * @param name as status and logs call it
   * @param region where it sits; its cluster is that region's
   * @param datacenter where it sits, if it sits in a declared one
   */
  public record Node(String name, String region, @Nullable String datacenter) {}

  /**
   * Where this host is asked.
   *
   * @param dns UDP and TCP, at least one; port 0 = any
   * @param tls DNS over TLS; none unless there is a certificate
   * @param https DNS over HTTPS; none unless there is a certificate
   * @param admin HTTP, never a public address
   */
  public record Listen(
      List<InetSocketAddress> dns,
      List<InetSocketAddress> tls,
      List<InetSocketAddress> https,
      InetSocketAddress admin) {
    public Listen {
      dns = List.copyOf(dns);
      tls = List.copyOf(tls);
      https = List.copyOf(https);
    }
  }

  /**
   * One Hazelcast cluster per region: this host is a member of its own region's and attaches to the
   * others as a client.
   *
   * @param name of this region's cluster
   * @param listen the private address members and clients reach this one by
   * @param members addresses of this region's members, this one among them or not
   * @param regions members of the other regions' clusters, by region
   * @param keyFile what statuses are authenticated with (S-27); null = they are not
   */
  public record Cluster(
      String name,
      InetSocketAddress listen,
      List<HostPort> members,
      Map<String, List<HostPort>> regions,
      @Nullable Path keyFile) {
    public Cluster {
      members = List.copyOf(members);
      regions = Map.copyOf(regions);
    }
  }

  /**
   * Whether and as whom this host probes.
   *
   * @param embedded whether {@code gslb serve} probes too; {@code gslb probe} always does
   * @param vantage the name its statuses are written under; no other prober may have it (S-24)
   * @param commands the folder of the commands that definitions may have it run; null = none
   */
  public record Probe(boolean embedded, String vantage, @Nullable Path commands) {}
}
