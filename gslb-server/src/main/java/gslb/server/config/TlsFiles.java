package gslb.server.config;

import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code tls}: what encrypted addresses are served with.
 *
 * @param certificate PEM: the server's certificate first, then those above it
 * @param key PEM, PKCS#8
 */
public record TlsFiles(Path certificate, Path key) {

  /** Reads the section; null if it says nothing, or after a problem was reported. */
  static @Nullable TlsFiles read(YamlMapping root, Expected<Path> file) {
    boolean written = root.has("tls");
    YamlMapping tls = root.mapping("tls");
    Path certificate = written ? tls.required("certificate", file) : null;
    Path key = written ? tls.required("key", file) : null;
    tls.refuseOtherKeys();
    return certificate == null || key == null ? null : new TlsFiles(certificate, key);
  }

  /** An encrypted address cannot be served without a certificate. */
  static void require(YamlMapping root, ServerConfig.Listen listen) {
    boolean encrypted = !listen.tls().isEmpty() || !listen.https().isEmpty();
    if (encrypted && !root.has("tls")) {
      root.mapping("listen")
          .error(
              listen.tls().isEmpty() ? "https" : "tls",
              "the section 'tls' with a certificate and a key is missing");
    }
  }
}
