package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.answer.Rest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection: answers messages in the order they come (pipelining, RFC 7766 §6.2.1.1) and stops
 * reading while the client does not take its answers. Lives on one event loop.
 */
final class TcpConnection {
  /** Answers are gathered up to this many bytes before they are written. */
  private static final int GATHERED = 16 << 10;

  private static final int UNTAKEN = 64 << 10;

  /** How long a secondary may take over what is written: kernels buffer megabytes. */
  private static final long FETCHING = TimeUnit.MINUTES.toNanos(1);

  private final NetSocket socket;
  private final InetAddress client;
  private final Worker worker;
  private final MessageStream stream = new MessageStream();

  /**
   * {@link System#nanoTime} when it was opened, last brought a whole message, or last took one of
   * many.
   */
  private long lastMessage;

  /** What is left to send of an answer of many messages; nothing else is answered before it. */
  private @Nullable Rest rest;

  TcpConnection(NetSocket socket, InetAddress client, Worker worker) {
    this.socket = socket;
    this.client = client;
    this.worker = worker;
    this.lastMessage = System.nanoTime();
    socket.setWriteQueueMaxSize(UNTAKEN);
    socket.handler(chunk -> {
      stream.append(chunk.getBytes());
      answer();
    });
    socket.drainHandler(drained -> answer());
    socket.exceptionHandler(gone -> socket.close());
  }

  boolean idle(long now, long idleNanos) {
    return now - lastMessage > (rest == null ? idleNanos : Math.max(idleNanos, FETCHING));
  }

  void close() {
    socket.close();
  }

  private void answer() {
    Exchange exchange = worker.exchange;
    exchange.tcp = true;
    exchange.encrypted = socket.isSsl();
    exchange.http = false;
    exchange.stream = true;
    exchange.nowMillis = System.currentTimeMillis();
    worker.from(client);
    Buffer answers = Buffer.buffer();
    while (!socket.writeQueueFull()) {
      if (rest != null) {
        int more = worker.next(rest);
        if (more < 0) {
          socket.close();
          return;
        }
        if (more == 0) {
          rest = null;
          continue;
        }
        lastMessage = System.nanoTime();
        socket.write(message(more));
        continue;
      }
      exchange.queryLength = stream.next(exchange.query);
      if (exchange.queryLength < 0) {
        write(answers);
        socket.resume();
        return;
      }
      lastMessage = System.nanoTime();
      int length = worker.answer();
      if (length == 0) {
        // Who sends what must not be answered is no DNS client.
        write(answers);
        socket.close();
        return;
      }
      answers.appendUnsignedShort(length).appendBytes(exchange.response, 0, length);
      rest = exchange.rest;
      if (rest != null || answers.length() >= GATHERED) {
        write(answers);
        answers = Buffer.buffer();
      }
    }
    write(answers);
    socket.pause();
  }

  private Buffer message(int length) {
    return Buffer.buffer(2 + length)
        .appendUnsignedShort(length)
        .appendBytes(worker.exchange.response, 0, length);
  }

  private void write(Buffer answers) {
    if (answers.length() > 0) {
      socket.write(answers);
    }
  }
}
