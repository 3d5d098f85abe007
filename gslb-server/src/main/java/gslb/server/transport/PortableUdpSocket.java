package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.stats.Counter;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/** Receives, answers and sends one datagram after the other through the JDK's channels. */
final class PortableUdpSocket implements UdpSocket {
  private final DatagramChannel channel;
  private final Selector arrivals;
  private final ByteBuffer datagram = ByteBuffer.allocateDirect(LONGEST);
  private volatile boolean stopped;

  PortableUdpSocket(InetSocketAddress address, boolean shared, int receiveBuffer)
      throws IOException {
    boolean v4 = address.getAddress() instanceof Inet4Address;
    channel = DatagramChannel.open(v4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
    try {
      if (shared) {
        share();
      }
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
      channel.bind(address).configureBlocking(false);
      arrivals = Selector.open();
      channel.register(arrivals, SelectionKey.OP_READ);
    } catch (IOException | UnsupportedOperationException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress localAddress() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  @Override
  public void share() throws IOException {
    channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
  }

  @Override
  public int receiveBuffer() throws IOException {
    return channel.getOption(StandardSocketOptions.SO_RCVBUF);
  }

  @Override
  public long drops() {
    return 0;
  }

  @Override
  public int handOver() throws IOException {
    throw new IOException("sockets of udp.calls: portable cannot be handed over");
  }

  @Override
  public void serve(Worker worker) {
    while (!stopped) {
      await(worker);
      while (!stopped && answerNext(worker)) {
        // until nothing is left
      }
    }
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (answerNext(worker) && System.nanoTime() < deadline) {
      // what arrived before the stop
    }
  }

  private void await(Worker worker) {
    try {
      arrivals.select();
      arrivals.selectedKeys().clear();
    } catch (IOException e) {
      failed(worker);
    }
  }

  /** Whether there was one. */
  private boolean answerNext(Worker worker) {
    try {
      datagram.clear();
      InetSocketAddress client = (InetSocketAddress) channel.receive(datagram);
      if (client != null) {
        answer(client, worker);
      }
      return client != null;
    } catch (IOException e) {
      failed(worker);
      return true;
    }
  }

  private static void failed(Worker worker) {
    worker.counters.count(Counter.RECEIVE_FAILED);
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  private void answer(InetSocketAddress client, Worker worker) {
    Exchange exchange = worker.exchange;
    datagram.flip();
    exchange.queryLength = datagram.remaining();
    datagram.get(exchange.query, 0, exchange.queryLength);
    exchange.sourcePort = client.getPort();
    worker.from(client.getAddress());
    int length = worker.answerDatagram(System.currentTimeMillis());
    if (length == 0) {
      return;
    }
    try {
      datagram.clear();
      datagram.put(exchange.response, 0, length).flip();
      channel.send(datagram, client);
    } catch (IOException e) {
      worker.counters.count(Counter.SEND_FAILED);
    }
  }

  @Override
  public void stop() {
    stopped = true;
    arrivals.wakeup();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    arrivals.close();
  }
}
