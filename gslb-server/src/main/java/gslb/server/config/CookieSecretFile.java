package gslb.server.config;

import gslb.server.wire.CookieSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the secrets that servers share to make and verify cookies: one a line, 32 hexadecimal
 * digits; the first signs, all verify; {@code #} begins a comment.
 */
public final class CookieSecretFile {
  private CookieSecretFile() {}

  /**
   * The secrets, at least one.
   *
   * @throws IOException if the file cannot be read or holds anything else; the message names it and
   *     not what it holds
   */
  public static List<CookieSecret> read(Path file) throws IOException {
    List<CookieSecret> secrets = new ArrayList<>();
    int line = 0;
    for (String text : lines(file)) {
      line++;
      int comment = text.indexOf('#');
      String hex = (comment < 0 ? text : text.substring(0, comment)).strip();
      if (hex.isEmpty()) {
        continue;
      }
      CookieSecret secret = CookieSecret.parse(hex);
      if (secret == null) {
        throw new IOException(file + ":" + line + ": expected a secret of 32 hexadecimal digits");
      }
      secrets.add(secret);
    }
    if (secrets.isEmpty()) {
      throw new IOException(file + ": expected a secret of 32 hexadecimal digits");
    }
    return secrets;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IOException("cannot read " + file, e);
    }
  }
}
