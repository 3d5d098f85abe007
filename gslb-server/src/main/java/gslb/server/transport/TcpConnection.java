package gslb.server.transport;

import gslb.server.answer.Exchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;

/**
 * One connection: answers messages in the order they come (pipelining, RFC 7766 §6.2.1.1) and stops
 * reading while the client does not take its answers. Lives on one event loop.
 */
final class TcpConnection {
  /** Answers are gathered up to this many bytes before they are written. */
  private static final int GATHERED = 16 << 10;

  private static final int UNTAKEN = 64 << 10;

  private final NetSocket socket;
  private final InetAddress client;
  private final Worker worker;
  private final MessageStream stream = new MessageStream();

  /** {@link System#nanoTime} when it was opened or last brought a whole message. */
  private long lastMessage;

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
    return now - lastMessage > idleNanos;
  }

  void close() {
    socket.close();
  }

  private void answer() {
    Exchange exchange = worker.exchange;
    exchange.tcp = true;
    exchange.encrypted = socket.isSsl();
    exchange.http = false;
    exchange.nowMillis = System.currentTimeMillis();
    worker.from(client);
    Buffer answers = Buffer.buffer();
    while (!socket.writeQueueFull()) {
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
      if (answers.length() >= GATHERED) {
        write(answers);
        answers = Buffer.buffer();
      }
    }
    write(answers);
    socket.pause();
  }

  private void write(Buffer answers) {
    if (answers.length() > 0) {
      socket.write(answers);
    }
  }
}
