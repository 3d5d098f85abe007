package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.answer.Rest;
import gslb.server.stats.Counter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One connection: answers messages in the order they come (pipelining, RFC 7766 §6.2.1.1) and stops
 * reading while the client does not take its answers. Lives on one event loop.
 */
final class TcpConnection {
  /** Answers are gathered up to this many bytes before they are written. */
  private static final int GATHERED = 16 << 10;

  private static final int UNTAKEN = 64 << 10;

  private final NetSocket socket;
  private final Worker worker;
  private final MemoryBudget memory;
  private final MessageStream stream = new MessageStream();

  /** Whose messages these are; null until the first comes: a proxy tells it before that. */
  private @Nullable InetAddress client;

  /** Bytes of the budget for a message that has not arrived whole. */
  private int held;

  /** What is left to send of an answer of many messages; nothing else is answered before it. */
  private @Nullable Rest rest;

  TcpConnection(NetSocket socket, Worker worker, MemoryBudget memory) {
    this.socket = socket;
    this.worker = worker;
    this.memory = memory;
    socket.setWriteQueueMaxSize(UNTAKEN);
    socket.handler(chunk -> {
      stream.append(chunk.getBytes());
      answer();
      keepWithin();
    });
    socket.drainHandler(drained -> answer());
    socket.exceptionHandler(gone -> socket.close());
    socket.closeHandler(closed -> memory.give(held));
  }

  /** A long message is only waited for while there is memory for it. */
  private void keepWithin() {
    int now = Math.max(0, stream.bytes() - MessageStream.KEPT);
    if (now != held) {
      memory.take(now - held);
      held = now;
    }
    if (held > 0 && memory.overdrawn()) {
      worker.counters.count(Counter.CONNECTION_CLOSED_MEMORY);
      socket.close();
    }
  }

  private InetAddress client() {
    if (client == null) {
      client = InetAddress.ofLiteral(socket.remoteAddress().hostAddress());
    }
    return client;
  }

  private void answer() {
    Exchange exchange = worker.exchange;
    exchange.tcp = true;
    exchange.encrypted = socket.isSsl();
    exchange.http = false;
    exchange.stream = true;
    exchange.nowMillis = System.currentTimeMillis();
    worker.from(client());
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
        socket.write(message(more));
        continue;
      }
      exchange.queryLength = stream.next(exchange.query);
      if (exchange.queryLength < 0) {
        write(answers);
        socket.resume();
        return;
      }
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
