package gslb.server.config;

import gslb.zones.problem.Problems;
import gslb.zones.yaml.YamlFile;
import gslb.zones.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.Objects;

/** Text for tests. */
final class Yaml {
  /** A server.yaml with every key there is. */
  static final String EVERY_KEY =
      """
      schema: 1
      node: {name: fra-ns1, region: na, datacenter: fra}
      listen: {dns: ["0.0.0.0:53", "[::]:53"], tls: ["0.0.0.0:853"], https: ["0.0.0.0:443"], admin: "127.0.0.2:8053"}
      tls: {certificate: chain.pem, key: chain.key}
      workers: 3
      udp: {calls: portable, receive_buffer: 1048576, pin: true}
      definitions: my-zones
      state: /var/lib/gslb
      geo:
        databases: [city.mmdb]
        overlay: [own.txt]
        accept: {min_size_percent: 50, max_moved_percent: 100}
        update:
          account_id: 123456
          licence_key_file: geo.key
          vendor: "https://geo.internal:8443"
          protocol: update
          ca_file: ca.pem
          sources:
            - {edition: GeoLite2-City, file: city.mmdb}
            - {url: "https://geo.example/city.gz", sha256_url: "https://geo.example/city.sha256", file: city.mmdb}
      cluster:
        name: gslb-west
        listen: "192.0.2.1:5701"
        members: ["192.0.2.1:5701", "ns2.internal:5701"]
        regions: {eu: ["10.2.0.11:5701"], ap: ["10.3.0.11:5701"]}
        key_file: cluster.key
        force_public: true
      probe: {embedded: false, vantage: na-7, commands: .}
      identity: {nsid: "fra ns1", version: gslb}
      cookies: {secret_file: cookie.secrets, require: true}
      rate_limit:
        mode: limit
        responses_per_second: 50
        slip: 1
        prefix_v4: 32
        prefix_v6: 64
        exempt: ["192.0.2.0/24", "2001:db8::/32"]
      keys: {xfr.example: {algorithm: hmac-sha512, secret_file: cluster.key}}
      transfer:
        allow: [{zones: [example.org], addresses: ["192.0.2.0/24"], key: xfr.example}]
        notify: [{zones: all, addresses: ["192.0.2.53:53"], key: xfr.example}]
      secondary:
        - zones: [example.net, "2.0.192.in-addr.arpa."]
          primaries: ["192.0.2.53:53", "[2001:db8::53]:5300"]
          key: xfr.example
          max_mib: 256
          max_time: 10m
          min_refresh: 1m
      connections: {total: 500, per_client: 7, idle: 30s, message: 2s, memory_mib: 64}
      proxy: {trust: ["192.0.2.16/28", "2001:db8::53/128"]}
      log:
        folder: /var/log/gslb
        max_mib: 10
        queries: {sample: 100, errors: 1}
        decisions: {sample: 7}
      start_wait: 2s
      """;

  private Yaml() {}

  static YamlMapping parse(String text) {
    return Objects.requireNonNull(
        YamlFile.parse(text, Path.of("server.yaml"), new Problems()), text);
  }
}
