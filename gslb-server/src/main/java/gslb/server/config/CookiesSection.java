package gslb.server.config;

import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The cookies the server gives (RFC 7873, RFC 9018).
 *
 * @param secretFile see {@link CookieSecretFile}; null = a secret of this process alone
 * @param require whether a client that speaks cookies is answered over UDP only with a valid one
 */
public record CookiesSection(@Nullable Path secretFile, boolean require) {

  static CookiesSection read(YamlMapping cookies, Expected<Path> path) {
    CookiesSection read =
        new CookiesSection(
            cookies.optional("secret_file", holdingSecrets(path)),
            cookies.optional("require", Expected.bool(), false));
    cookies.refuseOtherKeys();
    return read;
  }

  private static Expected<Path> holdingSecrets(Expected<Path> path) {
    return node -> {
      @Nullable Path file = path.read(node);
      if (file != null) {
        try {
          CookieSecretFile.read(file);
        } catch (IOException e) {
          node.error(String.valueOf(e.getMessage()));
        }
      }
      return file;
    };
  }
}
