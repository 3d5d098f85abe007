package gslb.server.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate chain and its key, checked to belong together.
 *
 * @param chain PEM, the server's own certificate first
 * @param key PEM, PKCS#8
 * @param expires when the server's own certificate does
 */
public record Certificate(String chain, String key, Instant expires) {
  private static final String KEY_BEGINS = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_ENDS = "-----END PRIVATE KEY-----";

  /**
   * Reads the two files.
   *
   * @throws IOException if they cannot be served with; the message names the file
   */
  public static Certificate read(Path chainFile, Path keyFile) throws IOException {
    String chain = text(chainFile);
    String key = text(keyFile);
    X509Certificate own = own(chain, chainFile);
    try {
      if (!belongs(own.getPublicKey(), privateKey(key, own.getPublicKey(), keyFile))) {
        throw new IOException(keyFile + " is not the key of the certificate in " + chainFile);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(keyFile + " is not the key of " + chainFile + ": " + e.getMessage(), e);
    }
    return new Certificate(chain, key, own.getNotAfter().toInstant());
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    } catch (IOException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static X509Certificate own(String chain, Path file) throws IOException {
    try {
      byte[] bytes = chain.getBytes(StandardCharsets.US_ASCII);
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new IOException(file + " holds no certificate in PEM");
      }
      return certificates.getFirst();
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no certificate in PEM: " + e.getMessage(), e);
    }
  }

  private static PrivateKey privateKey(String pem, PublicKey of, Path file)
      throws IOException, GeneralSecurityException {
    int begin = pem.indexOf(KEY_BEGINS);
    int end = pem.indexOf(KEY_ENDS);
    if (begin < 0 || end < begin) {
      throw new IOException(
          file + " holds no '" + KEY_BEGINS + "'; 'openssl pkcs8 -topk8 -nodes' makes one");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + KEY_BEGINS.length(), end));
      return KeyFactory.getInstance(of.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no base64 between its markers", e);
    }
  }

  /** Whether what the private key signs is what the public one vouches for. */
  private static boolean belongs(PublicKey certified, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm =
        switch (certified.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> certified.getAlgorithm();
        };
    byte[] anything = {1, 2, 3, 4};
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(anything);
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(certified);
    verifying.update(anything);
    return verifying.verify(signing.sign());
  }

  /**
   * What a server that speaks these protocols (ALPN, RFC 7301) needs to know.
   *
   * @param handshake how long one may take
   */
  ServerSSLOptions options(List<String> protocols, Duration handshake) {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(
        new PemKeyCertOptions().setCertValue(Buffer.buffer(chain)).setKeyValue(Buffer.buffer(key)));
    options.setUseAlpn(true);
    options.setApplicationLayerProtocols(protocols);
    options.setSslHandshakeTimeout(handshake.toMillis());
    options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    return options;
  }

  /** Without the key: this may be logged. */
  @Override
  public String toString() {
    return "certificate until " + expires;
  }
}
