package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.stats.Counter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One UDP worker's life: receive, answer, send, until its channel is closed. */
final class UdpLoop implements Runnable {
  /** Keeps a socket that fails over and over from taking a core. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final DatagramChannel channel;
  private final Worker worker;
  private final ByteBuffer datagram = ByteBuffer.allocateDirect(65535);

  UdpLoop(DatagramChannel channel, Worker worker) {
    this.channel = channel;
    this.worker = worker;
  }

  @Override
  public void run() {
    while (channel.isOpen()) {
      try {
        datagram.clear();
        InetSocketAddress client = (InetSocketAddress) channel.receive(datagram);
        if (client != null) {
          answer(client);
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        worker.counters.count(Counter.RECEIVE_FAILED);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void answer(InetSocketAddress client) throws ClosedChannelException {
    Exchange exchange = worker.exchange;
    datagram.flip();
    exchange.queryLength = datagram.remaining();
    datagram.get(exchange.query, 0, exchange.queryLength);
    exchange.tcp = false;
    exchange.encrypted = false;
    exchange.http = false;
    exchange.nowMillis = System.currentTimeMillis();
    exchange.sourcePort = client.getPort();
    worker.from(client.getAddress());
    int length = worker.answer();
    if (length == 0) {
      return;
    }
    datagram.clear();
    datagram.put(exchange.response, 0, length).flip();
    try {
      channel.send(datagram, client);
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      worker.counters.count(Counter.SEND_FAILED);
    }
  }
}
