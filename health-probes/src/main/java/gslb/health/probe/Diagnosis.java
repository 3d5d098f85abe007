package gslb.health.probe;

import gslb.health.probe.ProbeResult.Failure;
import gslb.health.probe.ProbeResult.Reason;
import gslb.health.probe.ProbeResult.Unable;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** Finds the operator's word for what a socket threw. */
final class Diagnosis {

  private Diagnosis() {}

  static ProbeResult of(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; depth < 16 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return ours(root) ? new Unable(words(root)) : new Failure(reason(thrown, root), words(root));
  }

  /** EMFILE, ENFILE, ENOBUFS, ENOMEM; EADDRNOTAVAIL where no port is left to connect from. */
  private static boolean ours(Throwable root) {
    String words = words(root);
    return words.contains("Too many open files")
        || words.contains("No buffer space available")
        || words.contains("Cannot allocate memory")
        || words.contains("Cannot assign requested address");
  }

  private static Reason reason(Throwable thrown, Throwable root) {
    if (thrown instanceof ConnectTimeoutException) {
      return Reason.TIMED_OUT; // before ConnectException, which it extends
    }
    if (thrown instanceof UnknownHostException || root instanceof UnknownHostException) {
      return Reason.NAME_NOT_FOUND;
    }
    if (root instanceof PortUnreachableException) {
      return Reason.REFUSED; // of a connected datagram socket
    }
    if (thrown instanceof NoRouteToHostException || root instanceof NoRouteToHostException) {
      return Reason.UNREACHABLE;
    }
    if (thrown instanceof ConnectException) {
      return words(root).contains("nreachable") ? Reason.UNREACHABLE : Reason.REFUSED;
    }
    if (root instanceof ClosedChannelException
        || root instanceof HttpClosedException
        || root instanceof StreamResetException
        || words(root).equals("Connection was closed")) { // as Vert.x says it in other places
      return Reason.CLOSED;
    }
    if (root instanceof NotSslRecordException) {
      return Reason.PROTOCOL;
    }
    if (root instanceof GeneralSecurityException) {
      return Reason.CERTIFICATE; // the chain or the name: CertificateException, CertPath…
    }
    if (root instanceof SocketException) {
      return words(root).contains("nreachable") ? Reason.UNREACHABLE : Reason.CLOSED;
    }
    if (thrown instanceof SSLException) {
      return Reason.PROTOCOL;
    }
    return root instanceof IOException ? Reason.CLOSED : Reason.PROTOCOL;
  }

  private static String words(Throwable thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
  }
}
