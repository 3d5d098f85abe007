package gslb.health.probe;

import com.google.re2j.Pattern;
import gslb.health.probe.ProbeResult.Reason;
import gslb.zones.Monitor;
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
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a path and looks at status and body. Every run has a connection of its own: one kept
 * open would prove less than what a new client needs.
 */
final class HttpProbe implements Probe {

  /** What is read of a body at most; what comes after it is not looked at. */
  static final int BODY_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final Duration timeout;
  private final List<Monitor.StatusRange> expectedStatus;
  private final @Nullable Pattern expectedBody;
  private final Monitor.@Nullable Load load;
  private final HttpConnectOptions connect;
  private final RequestOptions request;

  /**
   * Aims a monitor at one host.
   *
   * @param host an address or a host name, without final dot
   * @param trust whom certificates may come from; null = whom the JDK trusts
   */
  HttpProbe(
      Vertx vertx,
      HttpClientAgent client,
      Monitor.Http monitor,
      String host,
      @Nullable TrustOptions trust) {
    this.vertx = vertx;
    this.client = client;
    this.timeout = monitor.cadence().timeout();
    this.expectedStatus = monitor.status();
    this.expectedBody = monitor.body() == null ? null : Pattern.compile(monitor.body());
    this.load = monitor.load();
    String name = monitor.host() == null ? host : monitor.host();
    this.connect =
        new HttpConnectOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setServer(SocketAddress.inetSocketAddress(monitor.port(), host))
            .setHost(name)
            .setPort(monitor.port())
            .setConnectTimeout(timeout.toMillis())
            .setSsl(monitor.tls());
    if (monitor.tls()) {
      connect.setSslOptions(tls(monitor.certificate().verify(), trust));
    }
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(name)
            .setPort(monitor.port())
            .setURI(monitor.path())
            .putHeader(HttpHeaders.USER_AGENT, "gslb-probe")
            .putHeader(HttpHeaders.ACCEPT, "*/*")
            .putHeader(HttpHeaders.CONNECTION, "close");
  }

  private static ClientSSLOptions tls(boolean verify, @Nullable TrustOptions trust) {
    ClientSSLOptions options = new ClientSSLOptions();
    options.setHostnameVerificationAlgorithm(verify ? "HTTPS" : "");
    options.setTrustAll(!verify);
    if (verify && trust != null) {
      options.setTrustOptions(trust);
    }
    return options;
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
    if (attempt.result().isComplete()) {
      return;
    }
    connection
        .request(request)
        .compose(asked -> {
          // Taken up in the same step as the response, or its first bytes would be missed.
          Future<HttpClientResponse> response =
              asked.response().onSuccess(answer -> look(attempt, answer));
          asked.end().onFailure(attempt::failed);
          return response;
        })
        .onFailure(attempt::failed);
  }

  private void look(Attempt attempt, HttpClientResponse response) {
    // Also when the body is not wanted: the connection is about to be closed in the midst of it.
    response.exceptionHandler(attempt::failed);
    int status = response.statusCode();
    if (expectedStatus.stream().noneMatch(range -> range.contains(status))) {
      attempt.failed(Reason.BAD_STATUS, "got " + status + ", expected " + expectation());
    } else if (expectedBody == null && !LoadReader.wantsBody(load)) {
      attempt.succeeded(LoadReader.read(load, response.headers(), Buffer.buffer()));
    } else {
      read(attempt, response);
    }
  }

  private void read(Attempt attempt, HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.endHandler(end -> match(attempt, response, body));
    response.handler(chunk -> {
      int room = BODY_BYTES - body.length();
      body.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
      if (chunk.length() >= room) {
        match(attempt, response, body);
      }
    });
  }

  private void match(Attempt attempt, HttpClientResponse response, Buffer body) {
    Pattern expected = expectedBody;
    if (attempt.result().isComplete()) {
      return;
    }
    if (expected == null || expected.matcher(body.getBytes()).find()) {
      attempt.succeeded(LoadReader.read(load, response.headers(), body));
    } else {
      attempt.failed(
          Reason.BODY_MISMATCH, "no " + expected.pattern() + " in " + body.length() + " bytes");
    }
  }

  private String expectation() {
    return expectedStatus.stream()
        .map(r -> r.from() == r.to() ? "" + r.from() : r.from() + ".." + r.to())
        .collect(Collectors.joining(", "));
  }
}
