package gslb.server.update;

import gslb.server.state.StateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What is remembered of a download, in a file beside the database, so that the same is not fetched
 * again. It counts for the database whose checksum it has, and for no other.
 *
 * @param from where it came from
 * @param database SHA-256 of the database, hexadecimal
 * @param archive SHA-256 of what was downloaded, hexadecimal
 * @param etag as the host sent it; empty = none
 * @param modified likewise
 */
record Receipt(String from, String database, String archive, String etag, String modified) {
  private static final Receipt NONE = new Receipt("", "", "", "", "");

  private static Path beside(Path database) {
    return database.resolveSibling(database.getFileName() + ".receipt");
  }

  /**
   * The receipt of a database; an empty one if there is none, or none of these bytes from there.
   *
   * @param digest SHA-256 of the database that lies there; empty = none does
   */
  static Receipt of(Path database, String from, String digest) {
    Map<String, String> lines = new HashMap<>();
    try {
      for (String line : Files.readAllLines(beside(database))) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          lines.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
    } catch (IOException e) {
      return NONE; // none, or an unreadable one: then it is fetched again
    }
    Receipt read =
        new Receipt(
            lines.getOrDefault("from", ""),
            lines.getOrDefault("database", ""),
            lines.getOrDefault("archive", ""),
            lines.getOrDefault("etag", ""),
            lines.getOrDefault("modified", ""));
    boolean counts = !digest.isEmpty() && read.database.equals(digest) && read.from.equals(from);
    return counts ? read : NONE;
  }

  void write(Path database) throws IOException {
    String text =
        "from: %s%ndatabase: %s%narchive: %s%netag: %s%nmodified: %s%n"
            .formatted(from, this.database, archive, etag, modified);
    StateFile.replace(beside(database), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
