package gslb.health.probe;

import gslb.zones.AddressText;
import gslb.zones.Check;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a probe asks of the other side's certificate. */
final class TlsTerms {

  private TlsTerms() {}

  /**
   * How hands are shaken.
   *
   * @param trust whom certificates may come from; null = whom the JDK trusts
   * @param protocols for ALPN; none = it is not used
   */
  static ClientSSLOptions options(
      Check.Certificate wanted, @Nullable TrustOptions trust, List<String> protocols) {
    ClientSSLOptions options = new ClientSSLOptions();
    options.setHostnameVerificationAlgorithm(wanted.verify() ? "HTTPS" : "");
    options.setTrustAll(!wanted.verify());
    if (wanted.verify() && trust != null) {
      options.setTrustOptions(trust);
    }
    if (!protocols.isEmpty()) {
      options.setUseAlpn(true).setApplicationLayerProtocols(protocols);
    }
    return options;
  }

  /** The server name to indicate; an address is none (RFC 6066 §3). */
  static @Nullable String serverName(String name) {
    return AddressText.parse(name) == null ? name : null;
  }

  /** That the certificate ends soon, in words that stay the same until it has; empty if not. */
  static String warning(@Nullable SSLSession session, Check.Certificate wanted, Instant now) {
    try {
      if (session != null && session.getPeerCertificates()[0] instanceof X509Certificate leaf) {
        Instant end = leaf.getNotAfter().toInstant();
        if (end.isBefore(now.plus(wanted.warnBefore()))) {
          return "the certificate ends on " + LocalDate.ofInstant(end, ZoneOffset.UTC);
        }
      }
      return "";
    } catch (SSLPeerUnverifiedException e) {
      return ""; // a handshake without certificates, where none need be verified
    }
  }
}
