package gslb.health.probe;

import gslb.health.probe.ProbeResult.Reason;
import gslb.health.status.MemberStatus;
import gslb.zones.Check;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls {@code grpc.health.v1.Health/Check}, which {@link GrpcHealth} puts into bytes. */
final class GrpcProbe implements Probe {

  /** What is read of an answer at most; ours has seven bytes. */
  private static final int ANSWER_BYTES = 4096;

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final Duration timeout;
  private final Check.Grpc check;
  private final HttpConnectOptions connect;
  private final RequestOptions request;
  private final Buffer question;

  /** With a client that speaks HTTP/2. */
  GrpcProbe(
      Vertx vertx,
      HttpClientAgent client,
      Duration timeout,
      Check.Grpc check,
      String host,
      @Nullable TrustOptions trust) {
    this.vertx = vertx;
    this.client = client;
    this.timeout = timeout;
    this.check = check;
    this.question = GrpcHealth.question(check.service());
    String name = check.host() == null ? host : check.host();
    this.connect =
        new HttpConnectOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setServer(SocketAddress.inetSocketAddress(check.port(), host))
            .setHost(name)
            .setPort(check.port())
            .setConnectTimeout(timeout.toMillis())
            .setSsl(check.tls());
    if (check.tls()) {
      connect.setSslOptions(TlsTerms.options(check.certificate(), trust, List.of("h2")));
    }
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(name)
            .setPort(check.port())
            .setURI(GrpcHealth.PATH)
            .putHeader("content-type", "application/grpc")
            .putHeader("te", "trailers")
            .putHeader("user-agent", "gslb-probe");
  }

  @Override
  public Future<ProbeResult> run() {
    Attempt attempt = new Attempt(vertx, timeout);
    client
        .connect(connect)
        .onSuccess(connection -> ask(attempt, connection))
        .onFailure(attempt::failed);
    return attempt.result();
  }

  private void ask(Attempt attempt, HttpClientConnection connection) {
    attempt.opened(connection::close);
    connection.exceptionHandler(attempt::failed); // or it is logged, as often as a member likes
    if (attempt.over()) {
      return;
    }
    if (connection.protocolVersion() != HttpVersion.HTTP_2) {
      attempt.failed(Reason.PROTOCOL, "it does not speak HTTP/2");
      return;
    }
    String warning =
        check.tls()
            ? TlsTerms.warning(connection.sslSession(), check.certificate(), Instant.now())
            : "";
    connection
        .request(request)
        .compose(asked -> {
          Future<HttpClientResponse> response =
              asked.response().onSuccess(answer -> read(attempt, answer, warning));
          asked.end(question).onFailure(attempt::failed);
          return response;
        })
        .onFailure(attempt::failed);
  }

  private void read(Attempt attempt, HttpClientResponse response, String warning) {
    response.exceptionHandler(attempt::failed);
    if (response.statusCode() != 200) {
      attempt.failed(Reason.BAD_STATUS, "got " + response.statusCode() + ", gRPC answers with 200");
      return;
    }
    Buffer body = Buffer.buffer();
    response.handler(chunk -> {
      if (body.length() + chunk.length() > ANSWER_BYTES) {
        attempt.failed(Reason.PROTOCOL, "more than " + ANSWER_BYTES + " bytes");
      } else {
        body.appendBuffer(chunk);
      }
    });
    response.endHandler(end -> {
      // RFC 9113 §8.1: an answer of headers alone has its status there.
      String status = response.getTrailer("grpc-status");
      String message = response.getTrailer("grpc-message");
      look(
          attempt,
          status == null ? response.getHeader("grpc-status") : status,
          message == null ? response.getHeader("grpc-message") : message,
          body,
          warning);
    });
  }

  private static void look(
      Attempt attempt,
      @Nullable String status,
      @Nullable String message,
      Buffer body,
      String warning) {
    if (attempt.over()) {
      return;
    }
    if (status == null) {
      attempt.failed(Reason.PROTOCOL, "no grpc-status");
    } else if (!status.equals("0")) {
      String said = message == null ? "" : " " + message;
      attempt.failed(Reason.BAD_STATUS, "grpc-status " + GrpcHealth.code(status) + said);
    } else {
      switch (GrpcHealth.answer(body)) {
        case GrpcHealth.Serving.SERVING -> attempt.succeeded(MemberStatus.UNTOLD, warning);
        case GrpcHealth.Serving.MALFORMED ->
            attempt.failed(Reason.PROTOCOL, "no HealthCheckResponse");
        case GrpcHealth.Serving.UNKNOWN,
            GrpcHealth.Serving.NOT_SERVING,
            GrpcHealth.Serving.SERVICE_UNKNOWN ->
            attempt.failed(Reason.NOT_SERVING, "it says " + GrpcHealth.answer(body));
      }
    }
  }
}
