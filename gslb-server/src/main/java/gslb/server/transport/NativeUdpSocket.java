package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.linux.BatchSocket;
import gslb.server.linux.DatagramBatch;
import gslb.server.stats.Counter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;

/** Receives a batch, answers it, sends the answers: two system calls for up to 64 queries. */
final class NativeUdpSocket implements UdpSocket {
  private final BatchSocket socket;
  private final int receiveBuffer;

  /** What had been dropped when this process got the socket. */
  private final long droppedBefore;

  private volatile boolean stopped;

  /** Whether another process has the socket too, or had it: it is not ours to shut down. */
  private volatile boolean elsewhere;

  NativeUdpSocket(InetSocketAddress address, boolean shared, int receiveBuffer) throws IOException {
    this(BatchSocket.bind(address, shared), receiveBuffer, false);
  }

  /** Goes on with a socket of another process, which may still read from it. */
  NativeUdpSocket(int descriptor, int receiveBuffer) throws IOException {
    this(BatchSocket.adopt(descriptor), receiveBuffer, true);
  }

  private NativeUdpSocket(BatchSocket socket, int receiveBuffer, boolean elsewhere)
      throws IOException {
    this.socket = socket;
    this.elsewhere = elsewhere;
    try {
      this.receiveBuffer = socket.receiveBuffer(receiveBuffer);
      this.droppedBefore = socket.drops();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress localAddress() throws IOException {
    return socket.localAddress();
  }

  @Override
  public void share() throws IOException {
    socket.share();
  }

  @Override
  public int receiveBuffer() {
    return receiveBuffer;
  }

  @Override
  public long drops() throws IOException {
    return socket.drops() - droppedBefore;
  }

  @Override
  public int handOver() {
    elsewhere = true;
    return socket.descriptor();
  }

  @Override
  public void serve(Worker worker) {
    DatagramBatch batch = socket.batch();
    while (!stopped) {
      answer(batch, worker, true);
    }
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (answer(batch, worker, false) && System.nanoTime() < deadline) {
      // what arrived before the stop
    }
  }

  /** Whether there was anything. */
  private boolean answer(DatagramBatch batch, Worker worker, boolean wait) {
    int count = socket.receive(batch, wait);
    if (count < 0) {
      worker.counters.count(Counter.RECEIVE_FAILED);
      LockSupport.parkNanos(PAUSE.toNanos());
      return true;
    }
    long now = System.currentTimeMillis();
    for (int i = 0; i < count; i++) {
      if (batch.sent(i)) {
        answer(batch, i, worker, now);
      }
    }
    for (int failed = socket.send(batch); failed > 0; failed--) {
      worker.counters.count(Counter.SEND_FAILED);
    }
    return count > 0;
  }

  private static void answer(DatagramBatch batch, int i, Worker worker, long now) {
    Exchange exchange = worker.exchange;
    batch.copy(i, exchange.query);
    exchange.queryLength = batch.length(i);
    exchange.sourcePort = batch.sourcePort(i);
    worker.from(batch.v6(i), batch.sourceHigh(i), batch.sourceLow(i));
    int length = worker.answerDatagram(now);
    if (length > 0) {
      batch.answer(i, exchange.response, length);
    }
  }

  @Override
  public void stop() {
    stopped = true; // first: whoever wakes must see it
    if (!elsewhere) {
      socket.wake(); // else its worker looks by itself, ten times a second
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
