package gslb.health.probe;

import gslb.health.probe.ProbeResult.Reason;
import gslb.zones.Check;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Asks a DNS question over UDP, and over TCP where the answer is truncated (RFC 7766). */
final class DnsProbe implements Probe {

  private static final int LENGTH_BYTES = 2;

  private final VertxInternal vertx;
  private final NetClient client;
  private final Duration timeout;
  private final String host;
  private final int port;
  private final DnsExchange exchange;

  DnsProbe(Vertx vertx, NetClient client, Duration timeout, Check.Dns check, String host) {
    this.vertx = (VertxInternal) vertx;
    this.client = client;
    this.timeout = timeout;
    this.host = host;
    this.port = check.port();
    this.exchange = new DnsExchange(check);
  }

  @Override
  public Future<ProbeResult> run() {
    Attempt attempt = new Attempt(vertx, timeout);
    int id = ThreadLocalRandom.current().nextInt(1 << 16);
    vertx
        .nameResolver()
        .resolve(host)
        .onSuccess(address -> askByDatagram(attempt, address, id))
        .onFailure(attempt::failed);
    return attempt.result();
  }

  private void askByDatagram(Attempt attempt, InetAddress address, int id) {
    if (attempt.over()) {
      return;
    }
    Datagrams.send(
        vertx.getOrCreateContext().nettyEventLoop(),
        new InetSocketAddress(address, port),
        exchange.question(id),
        attempt::opened,
        answer -> look(attempt, address, id, answer),
        attempt::failed);
  }

  private void look(Attempt attempt, InetAddress address, int id, byte[] answer) {
    switch (exchange.finding(id, answer)) {
      case DnsExchange.Finding.Foreign _ -> {} // somebody guesses; ours may yet come
      case DnsExchange.Finding.Truncated _ -> askByStream(attempt, address, id);
      case DnsExchange.Finding.AsExpected _ -> attempt.succeeded();
      case DnsExchange.Finding.Wrong(Reason reason, String detail) ->
          attempt.failed(reason, detail);
    }
  }

  private void askByStream(Attempt attempt, InetAddress address, int id) {
    ConnectOptions options =
        new ConnectOptions()
            .setHost(address.getHostAddress())
            .setPort(port)
            .setTimeout(Math.toIntExact(timeout.toMillis()));
    client
        .connect(options)
        .onSuccess(socket -> ask(attempt, socket, id))
        .onFailure(attempt::failed);
  }

  private void ask(Attempt attempt, NetSocket socket, int id) {
    attempt.opened(socket::close);
    Buffer answer = Buffer.buffer();
    socket.exceptionHandler(attempt::failed);
    socket.closeHandler(closed -> attempt.failed(Reason.CLOSED, "before the answer was whole"));
    socket.handler(chunk -> {
      answer.appendBuffer(chunk);
      boolean whole =
          answer.length() >= LENGTH_BYTES
              && answer.length() >= LENGTH_BYTES + answer.getUnsignedShort(0);
      if (whole && !attempt.over()) {
        int end = LENGTH_BYTES + answer.getUnsignedShort(0);
        lookAtWhole(attempt, id, answer.getBytes(LENGTH_BYTES, end));
      }
    });
    byte[] question = exchange.question(id);
    socket
        .write(Buffer.buffer().appendUnsignedShort(question.length).appendBytes(question))
        .onFailure(attempt::failed);
  }

  private void lookAtWhole(Attempt attempt, int id, byte[] answer) {
    switch (exchange.finding(id, answer)) {
      case DnsExchange.Finding.Foreign _ ->
          attempt.failed(Reason.PROTOCOL, "an answer to another question");
      case DnsExchange.Finding.Truncated _ ->
          attempt.failed(Reason.PROTOCOL, "truncated over TCP too");
      case DnsExchange.Finding.AsExpected _ -> attempt.succeeded();
      case DnsExchange.Finding.Wrong(Reason reason, String detail) ->
          attempt.failed(reason, detail);
    }
  }
}
