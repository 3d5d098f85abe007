package gslb.server.differential;

import gslb.server.peer.PeerZone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Zones that one server has at once: {@code src/test/resources/differential/NAME/*.zone}. */
record ZoneFolder(String name, List<PeerZone.Primary> zones) {
  private static final Path RESOURCES = Path.of("src/test/resources/differential");

  static ZoneFolder read(String name) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(name))) {
      return new ZoneFolder(name, files.sorted().map(ZoneFolder::zone).toList());
    }
  }

  /** Files of a definitions folder, by path. */
  Map<String, String> definitions() {
    return zones.stream()
        .collect(
            Collectors.toMap(
                zone -> "zones/" + (zone.origin().isEmpty() ? "root" : zone.origin()) + ".zone",
                PeerZone.Primary::text));
  }

  /** A file, which names its origin before the first record. */
  private static PeerZone.Primary zone(Path file) {
    try {
      String text = Files.readString(file);
      String origin =
          text.lines()
              .filter(line -> line.startsWith("$ORIGIN "))
              .map(line -> line.substring("$ORIGIN ".length()).strip())
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(file + ": no $ORIGIN"));
      return new PeerZone.Primary(origin.substring(0, origin.length() - 1), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
