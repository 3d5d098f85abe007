package gslb.server.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes definitions of a given size, the same ones for the same seed: zones of hosts, aliases,
 * mail, texts, services, wildcards and delegations in about the shares large operators have them,
 * and steered names spread evenly over the zones.
 *
 * @param zones how many
 * @param recordsPerZone of each zone file, at least 40
 * @param steeredNames a multiple of {@code zones}
 */
record LargeDefinitions(int zones, int recordsPerZone, int steeredNames) {
  private static final int SEED = 20_260_501;
  private static final int POOLS = 200;
  private static final String[] DATACENTERS = {"fra", "iad", "sin"};

  /** What the goals speak of. */
  static final LargeDefinitions MILLION = new LargeDefinitions(1000, 1000, 10_000);

  /** Writes them into the folder given as the first argument, for {@code gslb check} and others. */
  public static void main(String[] arguments) throws IOException {
    MILLION.write(Path.of(arguments[0]));
  }

  static String origin(int zone) {
    return "zone%04d.example".formatted(zone);
  }

  static Path zoneFile(Path folder, int zone) {
    return folder.resolve("zones").resolve(origin(zone) + ".zone");
  }

  long records() {
    return (long) zones * recordsPerZone;
  }

  void write(Path folder) throws IOException {
    for (String subfolder : new String[] {"zones", "pools", "maps", "policies"}) {
      Files.createDirectories(folder.resolve(subfolder));
    }
    Files.writeString(
        folder.resolve("datacenters.yaml"),
        """
        schema: 1
        datacenters:
          fra: {region: eu, latitude: 50.11, longitude: 8.68}
          iad: {region: na, latitude: 38.95, longitude: -77.45}
          sin: {region: ap, latitude: 1.35, longitude: 103.99}
        """);
    Files.writeString(
        folder.resolve("monitors.yaml"),
        """
        schema: 1
        monitors:
          check: {type: tcp, port: 80}
        """);
    Files.writeString(
        folder.resolve("maps/world.yaml"),
        """
        schema: 1
        maps:
          world:
            default: [fra, iad, sin]
            geo: {EU: [fra, iad, sin], NA: [iad, fra, sin], AS: nearest, OC: [sin, iad, fra]}
        """);
    Files.writeString(folder.resolve("pools/pools.yaml"), pools());
    for (int zone = 0; zone < zones; zone++) {
      Files.writeString(zoneFile(folder, zone), zone(zone, 1));
      if (steeredNames > 0) {
        Files.writeString(
            folder.resolve("policies").resolve(origin(zone) + ".yaml"), policies(zone));
      }
    }
  }

  private static String pools() {
    StringBuilder out = new StringBuilder("schema: 1\npools:\n");
    for (int pool = 0; pool < POOLS; pool++) {
      out.append("  pool%d:\n    monitor: check\n    members:\n".formatted(pool));
      for (int member = 0; member < 6; member++) {
        out.append(
            "      - {name: m%d, datacenter: %s, addresses: [10.%d.%d.%d], weight: %d}\n"
                .formatted(
                    member, DATACENTERS[member % 3], pool >> 8, pool & 255, member, 10 + member));
      }
    }
    return out.toString();
  }

  private String policies(int zone) {
    int count = steeredNames / zones;
    StringBuilder out = new StringBuilder("schema: 1\nzone: " + origin(zone) + "\npolicies:\n");
    for (int i = 0; i < count; i++) {
      String prefer = i % 3 == 0 ? "{map: world}" : i % 3 == 1 ? "nearest" : "{datacenters: [fra]}";
      out.append(
          "  s%d: {create: true, types: [A], rules: [{pools: [pool%d, pool%d], prefer: %s}]}\n"
              .formatted(i, (zone * count + i) % POOLS, (zone * count + i + 17) % POOLS, prefer));
    }
    return out.toString();
  }

  /** A zone file's text; the same zone and serial give the same text. */
  String zone(int zone, int serial) {
    Random random = new Random(SEED + zone);
    StringBuilder out = new StringBuilder("$ORIGIN " + origin(zone) + ".\n$TTL 3600\n");
    out.append("@ SOA ns1 hostmaster %d 7200 900 1209600 300\n".formatted(serial));
    out.append("  NS ns1\n  NS ns2\nns1 A 192.0.2.1\nns2 A 192.0.2.2\n@ MX 10 mail0\n");
    int written = 6;
    for (int host = 0; written < recordsPerZone; host++) {
      written += host(out, random, host, recordsPerZone - written);
    }
    return out.toString();
  }

  /** Appends the records of one host; gives how many, at most {@code room}. */
  private static int host(StringBuilder out, Random random, int host, int room) {
    int kind = random.nextInt(100);
    String v4 = "10.%d.%d.%d".formatted(random.nextInt(256), host >> 8 & 255, host & 255);
    if (kind < 45 || room < 3) {
      out.append("host%d A %s\n".formatted(host, v4));
      return 1;
    }
    if (kind < 75) {
      String v6 = "2001:db8:%x::%x".formatted(random.nextInt(65536), host);
      out.append("host%d A %s\n       AAAA %s\n".formatted(host, v4, v6));
      return 2;
    }
    if (kind < 85) {
      out.append("alias%d CNAME host%d\n".formatted(host, random.nextInt(host + 1)));
      return 1;
    }
    if (kind < 90) {
      out.append("mail%d A %s\n      MX 10 mail%d\n".formatted(host, v4, host));
      return 2;
    }
    if (kind < 94) {
      out.append(
          "text%d TXT \"v=spf1 include:spf%d.example.net ip4:%s -all\"\n"
              .formatted(host, host, v4));
      return 1;
    }
    if (kind < 96) {
      out.append("_sip._udp.sip%d SRV 10 20 5060 mail%d\n".formatted(host, host));
      return 1;
    }
    if (kind < 98) {
      out.append("*.wild%d A %s\n".formatted(host, v4));
      return 1;
    }
    out.append(
        "child%d NS ns.child%d\n       NS ns.example.net.\nns.child%d A %s\n"
            .formatted(host, host, host, v4));
    return 3;
  }
}
