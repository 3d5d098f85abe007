package gslb.server.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Two certificates of 127.0.0.1 that nobody else trusts, and a client that trusts both. */
final class TestTls {
  private TestTls() {}

  /** {@code first} or {@code second}, with {@code .pem} or {@code .key}. */
  static Path file(String name) {
    return Path.of(System.getProperty("gslb.root"), "gslb-server/src/test/resources/tls", name);
  }

  static Certificate certificate(String name) {
    try {
      return Certificate.read(file(name + ".pem"), file(name + ".key"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SSLContext client() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (String name : new String[] {"first", "second"}) {
      try (InputStream in = Files.newInputStream(file(name + ".pem"))) {
        trusted.setCertificateEntry(
            name, CertificateFactory.getInstance("X.509").generateCertificate(in));
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
