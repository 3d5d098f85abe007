package gslb.server.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Definitions in which every feature of a policy turns up, put together by chance. */
final class RandomDefinitions {
  static final int NAMES = 6;
  static final List<String> DATACENTERS = List.of("fra", "iad", "sin", "syd");
  private static final int POOLS = 4;

  private static final List<String> PLACES =
      List.of("EU", "NA", "AS", "SA", "AF", "OC", "EU-DE", "EU-FR", "NA-US", "AS-CN", "AS-JP");
  private static final List<String> NETS =
      List.of(
          "0.0.0.0/2",
          "64.0.0.0/3",
          "80.0.0.0/5",
          "100.64.0.0/10",
          "128.0.0.0/6",
          "133.7.0.0/16",
          "192.0.0.0/9",
          "200.0.0.0/7",
          "\"2a00::/14\"",
          "\"2a02::/15\"",
          "\"2400::/9\"");

  private final SplittableRandom random;

  /** The members, {@code pool/name}. */
  final List<String> members = new ArrayList<>();

  RandomDefinitions(long seed) {
    this.random = new SplittableRandom(seed);
  }

  Map<String, String> files() {
    Map<String, String> files = new HashMap<>();
    files.put(
        "zones/example.org.zone",
        """
        $ORIGIN example.org.
        $TTL 3600
        @    SOA ns1 hostmaster 1 7200 900 1209600 300
             NS  ns1
        ns1  A   192.0.2.1
        """);
    files.put(
        "datacenters.yaml",
        """
        schema: 1
        datacenters:
          fra: {region: eu, latitude: 50, longitude: 8}
          iad: {region: na, latitude: 39, longitude: -77}
          sin: {region: ap, latitude: 1, longitude: 104}
          syd: {region: ap, latitude: -34, longitude: 151}
        """);
    files.put(
        "monitors.yaml",
        "schema: 1\nmonitors: {check: {type: tcp, port: 80, view: regional}, up: {type: none}}\n");
    files.put("pools/pools.yaml", pools());
    files.put("nets/map.txt", nets());
    files.put(
        "maps/map.yaml",
        "schema: 1\n"
            + "maps:\n"
            + "  map: {default: [iad, fra], geo: {EU: [fra, iad], AS: nearest, NA-US: [iad]}, nets:"
            + " {file: nets/map.txt}}\n");
    files.put("policies/example.org.yaml", policies());
    return files;
  }

  private String pools() {
    StringBuilder text = new StringBuilder("schema: 1\npools:\n");
    for (int pool = 0; pool < POOLS; pool++) {
      int count = random.nextInt(4) == 0 ? 40 : random.nextInt(1, 7);
      text.append(
          "  p%d:\n    monitor: %s\n    selection: %s\n    max_answers: %d\n    members:\n"
              .formatted(
                  pool,
                  one("check", "up"),
                  one("weighted", "hash", "round_robin", "priority", "all"),
                  random.nextInt(1, 4)));
      for (int i = 0; i < count; i++) {
        members.add("p" + pool + "/m" + i);
        text.append(
            "      - {name: m%d, datacenter: %s, addresses: [10.%d.0.%d, \"2001:db8:%d::%d\"], weight: %d, priority: %d}\n"
                .formatted(
                    i,
                    one(DATACENTERS.toArray(String[]::new)),
                    pool,
                    i + 1,
                    pool,
                    i + 1,
                    random.nextInt(5) == 0 ? 0 : random.nextInt(1, 100),
                    random.nextInt(6) == 0 ? 1 : 0));
      }
    }
    return text.toString();
  }

  private String nets() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      int length = random.nextInt(6, 20);
      int address = random.nextInt() & -1 << 32 - length;
      text.append(
          "%d.%d.%d.%d/%d %s\n"
              .formatted(
                  address >>> 24,
                  address >>> 16 & 255,
                  address >>> 8 & 255,
                  address & 255,
                  length,
                  one("fra", "sin,fra", "syd,sin")));
    }
    return text.toString();
  }

  private String policies() {
    StringBuilder text = new StringBuilder("schema: 1\nzone: example.org\npolicies:\n");
    for (int name = 0; name < NAMES; name++) {
      text.append(
          "  n%d:\n    create: true\n    persistence: %s\n    on_all_down: %s\n    client: {prefix_v4: %d, prefix_v6: %d}\n    rules:\n"
              .formatted(
                  name,
                  one("none", "client_prefix"),
                  one("all", "nodata", "servfail"),
                  random.nextInt(12, 33),
                  random.nextInt(32, 65)));
      for (int rule = random.nextInt(4); rule > 0; rule--) {
        text.append("      - {when: {%s}, %s}\n".formatted(when(), rest()));
      }
      text.append("      - {%s}\n".formatted(rest()));
    }
    return text.toString();
  }

  private String when() {
    List<String> conditions = lists();
    if (conditions.isEmpty() || random.nextBoolean()) {
      List<String> not = lists();
      not.add("asns: [64500]");
      conditions.add("not: {" + String.join(", ", not) + "}");
    }
    return String.join(", ", conditions);
  }

  private List<String> lists() {
    List<String> lists = new ArrayList<>();
    if (random.nextBoolean()) {
      lists.add("geo: [" + one(PLACES) + ", " + one(PLACES) + "]");
    }
    if (random.nextInt(3) == 0) {
      lists.add("nets: [" + one(NETS) + ", " + one(NETS) + "]");
    }
    return lists;
  }

  private String rest() {
    String prefer = one("none", "nearest", "{map: map}", "{datacenters: [syd, fra]}");
    String exclude = random.nextInt(4) == 0 ? ", exclude_datacenters: [iad]" : "";
    String shares =
        random.nextInt(3) == 0
            ? "split: [{percent: 30, %s}, {percent: 70, %s}]".formatted(poolsOf(), poolsOf())
            : poolsOf();
    return shares + ", prefer: " + prefer + exclude;
  }

  private String poolsOf() {
    int first = random.nextInt(POOLS);
    int second = (first + random.nextInt(1, POOLS)) % POOLS;
    return "pools: [p%d, p%d]%s".formatted(first, second, one("", ", trickle: 5%"));
  }

  private String one(String... words) {
    return words[random.nextInt(words.length)];
  }

  private String one(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
