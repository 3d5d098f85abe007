package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.stats.Counter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * One HTTP request and its response (RFC 8484 §4).
 *
 * <pre>
 *  GET  /dns-query?dns=…    the message, base64url without padding
 *  POST /dns-query          the message, Content-Type: application/dns-message
 * </pre>
 */
final class HttpsExchange {
  private static final String PATH = "/dns-query";
  private static final String MESSAGE = "application/dns-message";
  private static final int LONGEST = 65535;

  private final HttpServerRequest request;
  private final Worker worker;
  private final MemoryBudget memory;
  private final Set<HttpsExchange> arriving;
  private final long begun = System.nanoTime();
  private final Buffer body = Buffer.buffer();

  /**
   * @param arriving the requests that have not come whole; it is among them as long
   */
  HttpsExchange(
      HttpServerRequest request, Worker worker, MemoryBudget memory, Set<HttpsExchange> arriving) {
    this.request = request;
    this.worker = worker;
    this.memory = memory;
    this.arriving = arriving;
  }

  void begin() {
    if (!PATH.equals(request.path())) {
      refuse(404, "queries go to " + PATH);
    } else if (request.method().equals(HttpMethod.GET)) {
      get();
    } else if (request.method().equals(HttpMethod.POST)) {
      post();
    } else {
      request.response().putHeader("Allow", "GET, POST");
      refuse(405, "expected GET or POST");
    }
  }

  private void get() {
    List<String> values = request.params().getAll("dns");
    // Padding would let one query have several addresses, and caches several copies.
    if (values.size() != 1 || values.getFirst().indexOf('=') >= 0) {
      refuse(400, "expected one parameter dns: the message in base64url, not padded");
      return;
    }
    try {
      answer(Base64.getUrlDecoder().decode(values.getFirst()));
    } catch (IllegalArgumentException e) {
      refuse(400, "expected base64url in the parameter dns");
    }
  }

  private void post() {
    String type = request.getHeader("Content-Type");
    if (type == null || !type.strip().equalsIgnoreCase(MESSAGE)) {
      refuse(415, "expected Content-Type: " + MESSAGE);
      return;
    }
    arriving.add(this);
    request.handler(this::take);
    request.endHandler(end -> {
      if (arrived()) {
        answer(body.getBytes());
      }
    });
    request.exceptionHandler(gone -> arrived());
  }

  private void take(Buffer chunk) {
    if (!arriving.contains(this)) {
      return; // already refused
    }
    if (body.length() + chunk.length() > LONGEST) {
      arrived();
      refuse(413, "a message has at most " + LONGEST + " bytes");
    } else if (memory.overdrawn()) {
      arrived();
      refuse(503, "no memory for long messages just now");
    } else {
      body.appendBuffer(chunk);
      memory.take(chunk.length());
    }
  }

  /** Whether it had not before. Its memory is another's from now on. */
  private boolean arrived() {
    boolean first = arriving.remove(this);
    if (first) {
      memory.give(body.length());
    }
    return first;
  }

  /** Closes the connection if the message took too long; HTTP/2 pings would keep it open. */
  void look(long now, long limitNanos) {
    if (now - begun > limitNanos && arrived()) {
      worker.counters.count(Counter.CONNECTION_CLOSED_SLOW);
      request.connection().close();
    }
  }

  private void answer(byte[] message) {
    Exchange exchange = worker.exchange;
    System.arraycopy(message, 0, exchange.query, 0, message.length);
    exchange.queryLength = message.length;
    exchange.tcp = true;
    exchange.encrypted = true;
    exchange.http = true;
    exchange.nowMillis = System.currentTimeMillis();
    worker.from(InetAddress.ofLiteral(request.remoteAddress().hostAddress()));
    int length = worker.answer();
    if (length == 0) {
      refuse(400, "expected a DNS query");
      return;
    }
    byte[] response = Arrays.copyOf(exchange.response, length);
    request
        .response()
        .putHeader("Content-Type", MESSAGE)
        .putHeader("Cache-Control", "max-age=" + Freshness.of(response))
        .end(Buffer.buffer(response));
  }

  private void refuse(int status, String expected) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain")
        .end(expected + "\n");
  }
}
