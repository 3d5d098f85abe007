package gslb.server.config;

import gslb.zones.Prefix;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.util.List;

/**
 * Proxies in front of this server.
 *
 * @param trust networks whose word on who asks is taken; empty = there is no proxy
 */
public record ProxySection(List<Prefix> trust) {
  public ProxySection {
    trust = List.copyOf(trust);
  }

  static ProxySection read(YamlMapping proxy) {
    ProxySection read =
        new ProxySection(proxy.optional("trust", Expected.listOf(Prefix.expected()), List.of()));
    for (Prefix trusted : read.trust()) {
      if (trusted.length() == 0) {
        proxy
            .problems()
            .warning(
                proxy.positionOf("trust"),
                "proxy.trust: " + trusted + " lets everybody say who they are");
      }
    }
    proxy.refuseOtherKeys();
    return read;
  }
}
