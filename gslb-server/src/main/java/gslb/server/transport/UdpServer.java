package gslb.server.transport;

import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Datagrams through the JDK's channels: one thread and one socket a worker, the kernel spreads
 * clients over the sockets (SO_REUSEPORT).
 *
 * <p>On a wildcard address a host with several addresses may answer from another one than was
 * asked, since the JDK does not tell the destination; list the addresses instead.
 */
public final class UdpServer implements Transport {
  private static final int RECEIVE_BUFFER = 4 << 20;

  private final InetSocketAddress address;
  private final int workers;
  private final ServerStats stats;
  private final Function<QueryCounters, Answerer> answerers;
  private final BugLog bugs = new BugLog();
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param workers threads, 1 or more
   * @param answerers makes each worker's answerer around that worker's counters
   */
  public UdpServer(
      InetSocketAddress address,
      int workers,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers) {
    this.address = address;
    this.workers = workers;
    this.stats = stats;
    this.answerers = answerers;
  }

  @Override
  public String name() {
    return "udp";
  }

  @Override
  public synchronized void start() throws IOException {
    try {
      InetSocketAddress bindTo = address;
      for (int i = 0; i < workers; i++) {
        DatagramChannel channel = bind(bindTo);
        bindTo = (InetSocketAddress) channel.getLocalAddress();
      }
    } catch (IOException e) {
      close();
      throw new IOException(
          "cannot listen on udp "
              + address.getAddress().getHostAddress()
              + " port "
              + address.getPort()
              + ": "
              + e.getMessage(),
          e);
    }
    for (int i = 0; i < workers; i++) {
      QueryCounters counters = stats.worker();
      Worker worker = new Worker(answerers.apply(counters), counters, bugs);
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("udp-" + localAddress().getPort() + "-" + i)
              .start(new UdpLoop(channels.get(i), worker)));
    }
  }

  private DatagramChannel bind(InetSocketAddress bindTo) throws IOException {
    boolean v4 = bindTo.getAddress() instanceof Inet4Address;
    DatagramChannel channel =
        DatagramChannel.open(v4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
    channels.add(channel);
    // Alone, a socket keeps its address to itself: a second server on it must fail, not share.
    if (workers > 1) {
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    channel.bind(bindTo);
    return channel;
  }

  @Override
  public synchronized InetSocketAddress localAddress() {
    try {
      return (InetSocketAddress) channels.getFirst().getLocalAddress();
    } catch (IOException e) {
      throw new IllegalStateException("closed", e);
    }
  }

  @Override
  public synchronized void close() {
    for (DatagramChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new IllegalStateException("cannot close " + address, e);
      }
    }
    for (Thread thread : threads) {
      try {
        thread.join(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.clear();
  }
}
