package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A datagram socket that receives and sends many at once. One thread receives and sends; any may
 * wake it. It is closed once nobody uses it: the kernel gives its number to the next one.
 */
public final class BatchSocket implements AutoCloseable {
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SHUT_RD = 0;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_WAITFORONE = 0x10000;

  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_REUSEPORT = 15;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SO_MEMINFO = 55;
  private static final int MEMINFO_DROPS = 8; // the ninth of its 32-bit figures

  private static final int IPPROTO_IP = 0;
  private static final int IP_PKTINFO = 8;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_MTU_DISCOVER = 23;
  private static final int IPV6_V6ONLY = 26;
  private static final int IPV6_RECVPKTINFO = 49;
  private static final int PMTUDISC_OMIT = 5;

  /**
   * Milliseconds that a wait lasts at most. A socket that another process holds too must not be
   * shut down to wake who waits in it: it would be shut down for both.
   */
  private static final int LONGEST_WAIT = 100;

  private final int fd;
  private final boolean v6;
  private final boolean wildcard;

  private BatchSocket(int fd, InetAddress host) {
    this.fd = fd;
    this.v6 = host instanceof Inet6Address;
    this.wildcard = host.isAnyLocalAddress();
  }

  /**
   * Whether this system has what is needed: Linux, with the two calls, on a processor whose numbers
   * and layouts are those written down here.
   */
  public static boolean available() {
    String processor = System.getProperty("os.arch", "");
    return System.getProperty("os.name", "").equals("Linux")
        && (processor.equals("amd64") || processor.equals("aarch64"))
        && LinuxCalls.found()
        && permitted();
  }

  /** A container's filter may forbid a call that the C library has. */
  private static boolean permitted() {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (BatchSocket socket = bind(any, false)) {
      DatagramBatch batch = socket.batch();
      return socket.receive(batch, false) == 0
          && LinuxCalls.sendmmsg(batch.errno, socket.fd, batch.answers(0), 0) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Binds a socket.
   *
   * @param shared whether others that say so may be bound to the address too; the kernel spreads
   *     clients over them
   */
  public static BatchSocket bind(InetSocketAddress address, boolean shared) throws IOException {
    boolean v6 = address.getAddress() instanceof Inet6Address;
    int family = v6 ? SocketAddresses.AF_INET6 : SocketAddresses.AF_INET;
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      int fd = Errno.check("socket", LinuxCalls.socket(errno, family, SOCK_DGRAM | SOCK_CLOEXEC));
      BatchSocket socket = new BatchSocket(fd, address.getAddress());
      try {
        socket.prepare(shared);
        MemorySegment name = SocketAddresses.allocate(memory, address);
        Errno.check("bind", LinuxCalls.bind(errno, fd, name));
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }
  }

  /**
   * Goes on with a socket that another process bound.
   *
   * @param fd as that process gave it; closed with this one, and if this fails
   */
  public static BatchSocket adopt(int fd) throws IOException {
    BatchSocket unknown = new BatchSocket(fd, InetAddress.getLoopbackAddress());
    try {
      BatchSocket socket = new BatchSocket(fd, unknown.localAddress().getAddress());
      socket.prepare();
      return socket;
    } catch (IOException e) {
      unknown.close();
      throw e;
    }
  }

  private void prepare(boolean shared) throws IOException {
    if (shared) {
      share();
    }
    if (v6) {
      set(IPPROTO_IPV6, IPV6_V6ONLY, 0); // as the JDK: [::] takes IPv4 as well
    }
    prepare();
  }

  /** What may be set on a socket that is bound. */
  private void prepare() throws IOException {
    SocketTimes.set(fd, SO_RCVTIMEO, LONGEST_WAIT);
    // Answers fit every path; a forged "fragmentation needed" must not make them smaller.
    set(IPPROTO_IP, IP_MTU_DISCOVER, PMTUDISC_OMIT);
    if (v6) {
      set(IPPROTO_IPV6, IPV6_MTU_DISCOVER, PMTUDISC_OMIT);
    }
    if (wildcard && v6) {
      set(IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
    } else if (wildcard) {
      set(IPPROTO_IP, IP_PKTINFO, 1);
    }
  }

  /** Lets other sockets be bound to the address, from now on. */
  public void share() throws IOException {
    set(SOL_SOCKET, SO_REUSEPORT, 1);
  }

  /**
   * Asks for room for datagrams that wait.
   *
   * @param bytes as an administrator it is given; else up to {@code net.core.rmem_max}
   * @return what is given, in bytes
   */
  public int receiveBuffer(int bytes) throws IOException {
    try {
      set(SOL_SOCKET, SO_RCVBUFFORCE, bytes);
    } catch (IOException e) { // not an administrator
      set(SOL_SOCKET, SO_RCVBUF, bytes);
    }
    return get(SOL_SOCKET, SO_RCVBUF, 0, 1) / 2; // the kernel doubles what is asked for (socket(7))
  }

  /** How many datagrams were dropped so far because there was no room for them. */
  public long drops() throws IOException {
    return get(SOL_SOCKET, SO_MEMINFO, MEMINFO_DROPS, MEMINFO_DROPS + 1) & 0xffffffffL;
  }

  /** The address it is bound to, with its port. */
  public InetSocketAddress localAddress() throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment name = memory.allocate(SocketAddresses.LENGTH_V6, Long.BYTES);
      MemorySegment length = memory.allocateFrom(JAVA_INT, SocketAddresses.LENGTH_V6);
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      Errno.check("getsockname", LinuxCalls.getsockname(errno, fd, name, length));
      return SocketAddresses.read(name);
    }
  }

  /** Its number, to give to another process: valid until this is closed. */
  public int descriptor() {
    return fd;
  }

  /** Room for what this socket receives. */
  public DatagramBatch batch() {
    return new DatagramBatch(v6, wildcard);
  }

  /**
   * Fills the batch with what is there.
   *
   * @param wait whether to wait for the first one, a tenth of a second at most
   * @return how many; 0 = none; below 0 = the call failed
   */
  public int receive(DatagramBatch batch, boolean wait) {
    MemorySegment room = batch.room();
    int flags = wait ? MSG_WAITFORONE : MSG_DONTWAIT;
    int count = LinuxCalls.recvmmsg(batch.errno, fd, room, DatagramBatch.SIZE, flags);
    if (count == -Errno.EAGAIN || count == -Errno.EINTR) {
      return 0;
    }
    batch.received(Math.max(count, 0));
    return count;
  }

  /**
   * Sends the batch's answers; one that the system does not take keeps no other back.
   *
   * @return how many it did not take
   */
  public int send(DatagramBatch batch) {
    int failed = 0;
    int at = batch.nextAnswer(0);
    while (at < DatagramBatch.SIZE) {
      int sent = LinuxCalls.sendmmsg(batch.errno, fd, batch.answers(at), batch.answersInARow(at));
      if (sent > 0) {
        at += sent;
      } else if (sent != -Errno.EINTR) {
        failed++; // EMSGSIZE, EPERM of a packet filter, ENOBUFS, no route: that client's alone
        at++;
      }
      at = batch.nextAnswer(at);
    }
    return failed;
  }

  /** Ends a wait in {@link #receive}, now and for good. Any thread. */
  public void wake() {
    try (Arena memory = Arena.ofConfined()) {
      // It says ENOTCONN and wakes whoever waits (net/ipv4/af_inet.c, inet_shutdown).
      LinuxCalls.shutdown(memory.allocate(LinuxCalls.errno()), fd, SHUT_RD);
    }
  }

  @Override
  public void close() {
    try (Arena memory = Arena.ofConfined()) {
      LinuxCalls.close(memory.allocate(LinuxCalls.errno()), fd); // EINTR too leaves it closed
    }
  }

  private void set(int level, int option, int value) throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      MemorySegment given = memory.allocateFrom(JAVA_INT, value);
      Errno.check("setsockopt", LinuxCalls.setsockopt(errno, fd, level, option, given));
    }
  }

  /** The figure at an index of the first {@code count} of an option. */
  private int get(int level, int option, int index, int count) throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      MemorySegment value = memory.allocate(JAVA_INT, count);
      MemorySegment size = memory.allocateFrom(JAVA_INT, (int) value.byteSize());
      Errno.check("getsockopt", LinuxCalls.getsockopt(errno, fd, level, option, value, size));
      return value.getAtIndex(JAVA_INT, index);
    }
  }
}
