package gslb.server.secondary;

import gslb.server.compile.FetchedZone;
import gslb.server.transfer.Key;
import gslb.zones.FetchedOrigin;
import gslb.zones.problem.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A secondary zone stepped by hand, at a time the test sets. */
final class SecondaryWorld {
  static final Duration LEAST = Duration.ofSeconds(10);
  static final SecondaryRule.Limits LIMITS =
      new SecondaryRule.Limits(100_000, Duration.ofSeconds(1), LEAST);
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private final Path folder;
  private final @Nullable Key key;
  private final ScriptedPrimary[] primaries;
  private Duration now = Duration.ZERO;
  SecondaryZone zone;

  SecondaryWorld(Path folder, @Nullable Key key, ScriptedPrimary... primaries) {
    this.folder = folder;
    this.key = key;
    this.primaries = primaries;
    this.zone = start();
  }

  SecondaryWorld(Path folder, ScriptedPrimary... primaries) {
    this(folder, null, primaries);
  }

  private SecondaryZone start() {
    return new SecondaryZone(
        new SecondaryRule(
            FetchedOrigin.of("example.org", Position.startOf(Path.of("server.yaml"))),
            Stream.of(primaries).map(ScriptedPrimary::address).toList(),
            key,
            LIMITS),
        new ZoneStore(folder.resolve("secondary")),
        () -> now.toNanos(),
        InstantSource.tick(() -> START.plus(now), Duration.ofNanos(1)),
        new Random(1));
  }

  /** Stops it and starts it again on the same state. */
  void restart() {
    zone = start();
  }

  /** Lets time pass, and does what is due then. */
  void advance(Duration time) {
    now = now.plus(time);
    zone.step();
  }

  /** Answers of that server, in words: {@code 5 192.0.2.1}, {@code awaited}, {@code expired}. */
  String served() {
    return switch (zone.fetched()) {
      case FetchedZone.Awaited _ -> "awaited";
      case FetchedZone.Expired _ -> "expired";
      case FetchedZone.Held held ->
          held.zone().soa().getSerial() + " " + String.join(" ", addresses(held));
    };
  }

  /** The data of www, in order. */
  private static List<String> addresses(FetchedZone.Held held) {
    return held.zone().rrsets().stream()
        .filter(rrset -> rrset.getName().toString().equals("www.example.org."))
        .flatMap(rrset -> rrset.rrs(false).stream())
        .map(record -> record.rdataToString())
        .sorted()
        .toList();
  }

  String trouble() {
    return zone.figures().last().trouble();
  }

  /** A zone of that serial whose SOA says refresh 100 s, retry 20 s, expire 1000 s. */
  static String zone(long serial, String... addresses) {
    StringBuilder text =
        new StringBuilder(
            """
            @   SOA ns1 hostmaster %d 100 20 1000 300
            @   NS  ns1
            ns1 A   192.0.2.53
            """
                .formatted(serial));
    for (String address : addresses) {
      text.append("www A ").append(address).append('\n');
    }
    return text.toString();
  }
}
