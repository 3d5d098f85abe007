package gslb.server.transport;

import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Datagrams: one thread and one socket a worker, the kernel spreads clients over the sockets
 * (SO_REUSEPORT).
 */
public final class UdpServer implements Transport {
  private static final Logger log = LoggerFactory.getLogger(UdpServer.class);

  private final UdpSockets kind;
  private final InetSocketAddress address;
  private final int workers;
  private final ServerStats stats;
  private final Function<QueryCounters, Answerer> answerers;
  private final BugLog bugs = new BugLog();
  private final List<Integer> inherited;
  private final List<UdpSocket> sockets = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private long drops;

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param workers threads, 1 or more
   * @param answerers makes each worker's answerer around that worker's counters
   */
  public UdpServer(
      UdpSockets kind,
      InetSocketAddress address,
      int workers,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers) {
    this(kind, address, workers, stats, answerers, List.of());
  }

  /**
   * Prepares a server that goes on with the sockets of another process.
   *
   * @param inherited their descriptors, all bound to the address; each gets a worker even if they
   *     are more than the workers, since the kernel would go on filling the one that had none
   */
  public UdpServer(
      UdpSockets kind,
      InetSocketAddress address,
      int workers,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers,
      List<Integer> inherited) {
    this.kind = kind;
    this.address = address;
    this.workers = Math.max(workers, inherited.size());
    this.inherited = List.copyOf(inherited);
    this.stats = stats;
    this.answerers = answerers;
  }

  @Override
  public String name() {
    return "udp";
  }

  @Override
  public String calls() {
    return kind.calls().word();
  }

  @Override
  public synchronized void start() throws IOException {
    try {
      bind();
    } catch (IOException e) {
      close();
      throw new IOException("cannot listen on udp " + text(address) + ": " + e.getMessage(), e);
    }
    InetSocketAddress bound = localAddress();
    Pinning pinning = Pinning.of(kind.pin());
    for (int i = 0; i < workers; i++) {
      int number = i;
      UdpSocket socket = sockets.get(i);
      QueryCounters counters = stats.worker();
      Worker worker = new Worker(answerers.apply(counters), counters, bugs);
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("udp-" + bound.getPort() + "-" + i)
              .start(() -> {
                pinning.pin(number);
                socket.serve(worker);
              }));
    }
  }

  /** The first takes the address for itself, so that a second server fails; then it is shared. */
  private void bind() throws IOException {
    for (int descriptor : inherited) {
      sockets.add(kind.calls().adopt(descriptor, kind.receiveBuffer()));
    }
    if (sockets.isEmpty()) {
      sockets.add(bind(address, false));
    }
    UdpSocket first = sockets.getFirst();
    if (workers > sockets.size()) {
      first.share();
    }
    while (sockets.size() < workers) {
      sockets.add(bind(first.localAddress(), true));
    }
    log.info(
        "udp {}: {} {} sockets, {} bytes may wait in each",
        text(first.localAddress()),
        workers,
        kind.calls().word(),
        first.receiveBuffer());
    if (first.receiveBuffer() < kind.receiveBuffer()) {
      log.warn("udp.receive_buffer asks for more: raise net.core.rmem_max");
    }
    tell(text(first.localAddress()), first.receiveBuffer());
  }

  private void tell(String bound, int receiveBuffer) {
    stats.gauge(
        "gslb.udp.workers",
        "Threads and sockets of an address, by what they call",
        () -> workers,
        "address",
        bound,
        "calls",
        calls());
    stats.gauge(
        "gslb.udp.receive.buffer.bytes",
        "What may wait in each socket of an address",
        () -> receiveBuffer,
        "address",
        bound);
  }

  private UdpSocket bind(InetSocketAddress bindTo, boolean shared) throws IOException {
    return kind.calls().bind(bindTo, shared, kind.receiveBuffer());
  }

  /**
   * The descriptors of its sockets, for a process that goes on with them.
   *
   * @throws IOException if they cannot be handed over
   */
  public synchronized List<Integer> handOver() throws IOException {
    List<Integer> descriptors = new ArrayList<>();
    for (UdpSocket socket : sockets) {
      descriptors.add(socket.handOver());
    }
    return descriptors;
  }

  @Override
  public synchronized InetSocketAddress localAddress() {
    try {
      return sockets.getFirst().localAddress();
    } catch (IOException | NoSuchElementException e) {
      throw new IllegalStateException("closed", e);
    }
  }

  /** How many datagrams were dropped because no more could wait; 0 if the system does not tell. */
  public synchronized long drops() {
    try {
      long sum = 0;
      for (UdpSocket socket : sockets) {
        sum += socket.drops();
      }
      drops = Math.max(drops, sum); // of a closed one, what it told last
    } catch (IOException e) {
      log.debug("drops are not told", e);
    }
    return drops;
  }

  /** Answers what has arrived, then frees the address. */
  @Override
  public synchronized void close() {
    drops();
    sockets.forEach(UdpSocket::stop);
    for (int i = 0; i < sockets.size(); i++) {
      if (i >= threads.size() || ended(threads.get(i))) {
        close(sockets.get(i));
      }
    }
    threads.clear();
    sockets.clear();
  }

  /** A socket is not closed under its worker: its number may be another's at once. */
  private static boolean ended(Thread thread) {
    try {
      boolean ended = thread.join(UdpSocket.DRAIN.multipliedBy(4));
      if (!ended) {
        log.warn("{} does not end: its address stays taken", thread.getName());
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void close(UdpSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.warn("udp {} was not closed", text(address), e);
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + " port " + address.getPort();
  }
}
