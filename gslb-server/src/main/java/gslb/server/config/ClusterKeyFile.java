package gslb.server.config;

import gslb.health.cluster.ClusterKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the secrets that hosts of all regions share: a line each, one or two of them; the first
 * signs, both verify. Blank lines and lines that begin with {@code #} say nothing.
 */
public final class ClusterKeyFile {
  private ClusterKeyFile() {}

  /**
   * The secrets, as many as a key may have.
   *
   * @throws IOException if the file cannot be read or holds anything else; the message names it and
   *     not what it holds
   */
  public static List<byte[]> read(Path file) throws IOException {
    List<byte[]> secrets = new ArrayList<>();
    int line = 0;
    for (String text : lines(file)) {
      line++;
      String secret = text.strip();
      if (secret.isEmpty() || secret.startsWith("#")) {
        continue;
      }
      byte[] bytes = secret.getBytes(StandardCharsets.ISO_8859_1);
      if (bytes.length < ClusterKey.SHORTEST) {
        throw new IOException(
            file + ":" + line + ": expected a secret of " + ClusterKey.SHORTEST + " bytes or more");
      }
      secrets.add(bytes);
    }
    if (secrets.isEmpty() || secrets.size() > ClusterKey.MOST_SECRETS) {
      throw new IOException(
          file + ": expected one line or two with a secret each, found " + secrets.size());
    }
    return secrets;
  }

  /** Every byte is a character of its own: a secret may be any of them but ends of lines. */
  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
