package gslb.health.probe;

import com.google.re2j.Pattern;
import gslb.health.probe.ProbeResult.Reason;
import gslb.zones.Check;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a path and looks at status and body. Every run has a connection of its own, unless the
 * check says otherwise: one kept open proves less than what a new client needs.
 */
final class HttpProbe implements Probe {

  /** What is read of a body at most; what comes after it is not looked at. */
  static final int BODY_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final Duration timeout;
  private final Check.Http check;
  private final @Nullable Pattern expectedBody;
  private final HttpConnectOptions connect;
  private final RequestOptions request;

  /** Left open by a run that ended well, for the next one. */
  private @Nullable HttpClientConnection kept;

  /**
   * Aims a check at one host.
   *
   * @param client speaks the check's protocol
   * @param host an address or a host name, without final dot
   * @param trust whom certificates may come from; null = whom the JDK trusts
   */
  HttpProbe(
      Vertx vertx,
      HttpClientAgent client,
      Duration timeout,
      Check.Http check,
      String host,
      @Nullable TrustOptions trust) {
    this.vertx = vertx;
    this.client = client;
    this.timeout = timeout;
    this.check = check;
    this.expectedBody = check.body() == null ? null : Pattern.compile(check.body());
    String name = check.host() == null ? host : check.host();
    this.connect =
        new HttpConnectOptions()
            .setProtocolVersion(version(check.protocol()))
            .setServer(SocketAddress.inetSocketAddress(check.port(), host))
            .setHost(name)
            .setPort(check.port())
            .setConnectTimeout(timeout.toMillis())
            .setSsl(check.tls());
    if (check.tls()) {
      connect.setSslOptions(TlsTerms.options(check.certificate(), trust, alpn(check.protocol())));
    }
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(check.method().name()))
            .setHost(name)
            .setPort(check.port())
            .setURI(check.path())
            .putHeader(HttpHeaders.USER_AGENT, "gslb-probe")
            .putHeader(HttpHeaders.ACCEPT, "*/*");
    if (check.protocol() == Check.Protocol.HTTP_1_1 && !check.keepAlive()) {
      request.putHeader(HttpHeaders.CONNECTION, "close");
    }
    check.headers().forEach(request::putHeader);
  }

  private static HttpVersion version(Check.Protocol protocol) {
    return switch (protocol) {
      case HTTP_1_1 -> HttpVersion.HTTP_1_1;
      case HTTP_2 -> HttpVersion.HTTP_2;
    };
  }

  private static List<String> alpn(Check.Protocol protocol) {
    return switch (protocol) {
      case HTTP_1_1 -> List.of(); // as most clients that speak nothing else
      case HTTP_2 -> List.of("h2");
    };
  }

  @Override
  public Future<ProbeResult> run() {
    Attempt attempt = new Attempt(vertx, timeout);
    HttpClientConnection open = kept;
    kept = null;
    if (open == null) {
      connect(attempt);
    } else {
      // The other side may close an idle connection at any time; that is no failure of it.
      ask(attempt, open, failure -> connect(attempt));
    }
    return attempt.result();
  }

  private void connect(Attempt attempt) {
    if (!attempt.over()) {
      client
          .connect(connect)
          .onSuccess(connection -> ask(attempt, connection, attempt::failed))
          .onFailure(attempt::failed);
    }
  }

  private void ask(
      Attempt attempt, HttpClientConnection connection, Consumer<Throwable> unanswered) {
    attempt.opened(connection::close);
    connection.exceptionHandler(attempt::failed); // or it is logged, as often as a member likes
    if (attempt.over()) {
      return;
    }
    if (connection.protocolVersion() != version(check.protocol())) {
      attempt.failed(Reason.PROTOCOL, "it does not speak HTTP/2");
      return;
    }
    connection
        .request(request)
        .compose(asked -> {
          // Taken up in the same step as the response, or its first bytes would be missed.
          Future<HttpClientResponse> response =
              asked.response().onSuccess(answer -> look(attempt, connection, answer));
          return asked.end().compose(sent -> response);
        })
        .onFailure(unanswered::accept);
  }

  private void look(Attempt attempt, HttpClientConnection connection, HttpClientResponse response) {
    // Also when the body is not wanted: the connection is about to be closed in the midst of it.
    response.exceptionHandler(attempt::failed);
    int status = response.statusCode();
    boolean wantsBody = expectedBody != null || LoadReader.wantsBody(check.load());
    if (check.status().stream().noneMatch(range -> range.contains(status))) {
      attempt.failed(Reason.BAD_STATUS, "got " + status + ", expected " + expectation());
    } else if (wantsBody || check.keepAlive()) {
      read(attempt, connection, response);
    } else {
      match(attempt, connection, response, Buffer.buffer());
    }
  }

  private void read(Attempt attempt, HttpClientConnection connection, HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.endHandler(end -> {
      if (check.keepAlive()) {
        keep(attempt, connection);
      }
      match(attempt, connection, response, body);
    });
    response.handler(chunk -> {
      int room = BODY_BYTES - body.length();
      body.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
      if (chunk.length() >= room) {
        match(attempt, connection, response, body);
      }
    });
  }

  /** Only a response read to its end leaves a connection that can be asked again. */
  private void keep(Attempt attempt, HttpClientConnection connection) {
    if (!attempt.over()) {
      attempt.keepOpen();
      kept = connection;
      connection.closeHandler(closed -> {
        if (connection.equals(kept)) {
          kept = null;
        }
      });
    }
  }

  private void match(
      Attempt attempt, HttpClientConnection connection, HttpClientResponse response, Buffer body) {
    Pattern expected = expectedBody;
    if (attempt.over()) {
      return;
    }
    if (expected == null || expected.matcher(body.getBytes()).find()) {
      attempt.succeeded(
          LoadReader.read(check.load(), response.headers(), body),
          check.tls()
              ? TlsTerms.warning(connection.sslSession(), check.certificate(), Instant.now())
              : "");
    } else {
      attempt.failed(
          Reason.BODY_MISMATCH, "no " + expected.pattern() + " in " + body.length() + " bytes");
    }
  }

  private String expectation() {
    return check.status().stream()
        .map(r -> r.from() == r.to() ? "" + r.from() : r.from() + ".." + r.to())
        .collect(Collectors.joining(", "));
  }
}
