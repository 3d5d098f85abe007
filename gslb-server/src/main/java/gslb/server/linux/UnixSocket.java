package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A socket between processes of one host: short messages of text that arrive whole and in order
 * ({@code SOCK_SEQPACKET}, unix(7)), each with an open file or socket if the sender wants, which
 * the receiver then has too ({@code SCM_RIGHTS}).
 *
 * <pre>
 *   struct msghdr:   0      8            16        24         32        40           48
 *                    | name | its length | vectors | how many | control | its length | flags |
 *   control message: 0        8       12     16
 *                    | length | level | type | descriptor |
 * </pre>
 */
public final class UnixSocket implements AutoCloseable {
  /** The longest text, in bytes. */
  public static final int LONGEST = 512;

  static final int AF_UNIX = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int MSG_NOSIGNAL = 0x4000;

  private static final int SOCK_SEQPACKET = 5;
  private static final int SHUT_RDWR = 2;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_PEERCRED = 17;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_SNDTIMEO = 21;
  private static final int SCM_RIGHTS = 1;

  private static final int PATH_AT = 2;
  private static final int LONGEST_PATH = 107; // sun_path, with a zero at its end

  private static final int HEADER = 56;
  private static final int CONTROL = 24;
  private static final int CONTROL_USED = 20;
  private static final int DESCRIPTOR_AT = 16;

  private final int fd;

  private UnixSocket(int fd) {
    this.fd = fd;
  }

  /**
   * What arrived.
   *
   * @param descriptor of the file or socket that came along, ours to close; -1 = none did
   */
  public record Message(String text, int descriptor) {}

  /**
   * Who is at the other end, as the system says.
   *
   * @param process when it connected or began to listen
   * @param user its effective user then
   */
  public record Peer(int process, int user) {}

  /** Listens at a path that does not exist yet; others of this user and root may connect. */
  public static UnixSocket listen(Path path) throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      UnixSocket socket = open(errno);
      try {
        MemorySegment name = name(memory, path);
        Errno.check("bind " + path, LinuxCalls.bind(errno, socket.fd, name));
        Errno.check("listen " + path, LinuxCalls.listen(errno, socket.fd, 1));
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }
  }

  /** Connects to who listens; null = nobody does, or there is no such path. */
  public static @Nullable UnixSocket connect(Path path) throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      MemorySegment name = name(memory, path);
      UnixSocket socket = open(errno);
      int result = LinuxCalls.connect(errno, socket.fd, name);
      if (result >= 0) {
        return socket;
      }
      socket.close();
      if (result == -Errno.ECONNREFUSED || result == -Errno.ENOENT) {
        return null;
      }
      throw new IOException(path + " cannot be asked: error " + -result);
    }
  }

  private static UnixSocket open(MemorySegment errno) throws IOException {
    return new UnixSocket(
        Errno.check("socket", LinuxCalls.socket(errno, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC)));
  }

  private static MemorySegment name(SegmentAllocator memory, Path path) throws IOException {
    return name(memory, path.toString());
  }

  /**
   * {@code struct sockaddr_un}: the family and the path, with a zero at its end; or, for
   * {@code @NAME}, a zero and a name that lies in no folder and has its end in the structure's
   * length.
   */
  static MemorySegment name(SegmentAllocator memory, String path) throws IOException {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_PATH) {
      throw new IOException(path + " is longer than the " + LONGEST_PATH + " bytes of a socket");
    }
    boolean inAbstract = path.startsWith("@");
    MemorySegment name = memory.allocate(PATH_AT + bytes.length + (inAbstract ? 0 : 1), Long.BYTES);
    name.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(bytes, 0, name, JAVA_BYTE, PATH_AT, bytes.length);
    if (inAbstract) {
      name.set(JAVA_BYTE, PATH_AT, (byte) 0);
    }
    return name;
  }

  /** The next who connects; waits. Throws when this is shut. */
  public UnixSocket accept() throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      int accepted = -Errno.EINTR;
      while (accepted == -Errno.EINTR) {
        accepted = LinuxCalls.accept(errno, fd, SOCK_CLOEXEC);
      }
      return new UnixSocket(Errno.check("accept", accepted));
    }
  }

  /** How long a call may wait from now on. */
  public void waitAtMost(Duration time) throws IOException {
    SocketTimes.set(fd, SO_RCVTIMEO, time.toMillis());
    SocketTimes.set(fd, SO_SNDTIMEO, time.toMillis());
  }

  /** Who is at the other end. */
  public Peer peer() throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      MemorySegment credentials = memory.allocate(JAVA_INT, 3);
      MemorySegment size = memory.allocateFrom(JAVA_INT, (int) credentials.byteSize());
      Errno.check(
          "getsockopt",
          LinuxCalls.getsockopt(errno, fd, SOL_SOCKET, SO_PEERCRED, credentials, size));
      return new Peer(credentials.getAtIndex(JAVA_INT, 0), credentials.getAtIndex(JAVA_INT, 1));
    }
  }

  /** The effective user of this process. */
  public static int user() {
    try (Arena memory = Arena.ofConfined()) {
      return LinuxCalls.geteuid(memory.allocate(LinuxCalls.errno()));
    }
  }

  /**
   * Sends a message.
   *
   * @param text at most {@link #LONGEST} bytes
   * @param descriptor what goes along, still ours afterwards; -1 = nothing
   */
  public void send(String text, int descriptor) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      MemorySegment data = memory.allocateFrom(JAVA_BYTE, bytes);
      MemorySegment control = memory.allocate(CONTROL, Long.BYTES);
      control.set(JAVA_LONG, 0, CONTROL_USED);
      control.set(JAVA_INT, 8, SOL_SOCKET);
      control.set(JAVA_INT, 12, SCM_RIGHTS);
      control.set(JAVA_INT, DESCRIPTOR_AT, descriptor);
      MemorySegment message = message(memory, data, control, descriptor < 0 ? 0 : CONTROL);
      Errno.check("sendmsg", LinuxCalls.sendmsg(errno, fd, message, MSG_NOSIGNAL));
    }
  }

  /**
   * The next message; waits.
   *
   * @throws EOFException if the other end was closed
   */
  public Message receive() throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      MemorySegment data = memory.allocate(LONGEST);
      MemorySegment control = memory.allocate(CONTROL, Long.BYTES);
      MemorySegment message = message(memory, data, control, CONTROL);
      int length = LinuxCalls.recvmsg(errno, fd, message, MSG_CMSG_CLOEXEC);
      if (length == -Errno.EAGAIN) {
        throw new IOException("no word in time");
      }
      if (Errno.check("recvmsg", length) == 0) {
        throw new EOFException("closed by the other end");
      }
      boolean along =
          message.get(JAVA_LONG, 40) >= CONTROL_USED && control.get(JAVA_INT, 12) == SCM_RIGHTS;
      byte[] text = data.asSlice(0, length).toArray(JAVA_BYTE);
      return new Message(
          new String(text, StandardCharsets.UTF_8),
          along ? control.get(JAVA_INT, DESCRIPTOR_AT) : -1);
    }
  }

  static MemorySegment message(
      SegmentAllocator memory, MemorySegment data, MemorySegment control, long controlLength) {
    MemorySegment vector = memory.allocateFrom(JAVA_LONG, data.address(), data.byteSize());
    MemorySegment message = memory.allocate(HEADER, Long.BYTES);
    message.set(JAVA_LONG, 16, vector.address());
    message.set(JAVA_LONG, 24, 1);
    message.set(JAVA_LONG, 32, controlLength == 0 ? 0 : control.address());
    message.set(JAVA_LONG, 40, controlLength);
    return message;
  }

  /** Ends every wait in it, now and for good. Any thread. */
  public void shut() {
    try (Arena memory = Arena.ofConfined()) {
      LinuxCalls.shutdown(memory.allocate(LinuxCalls.errno()), fd, SHUT_RDWR);
    }
  }

  /** Closes what came along with a message. */
  public static void closeDescriptor(int descriptor) {
    try (Arena memory = Arena.ofConfined()) {
      LinuxCalls.close(memory.allocate(LinuxCalls.errno()), descriptor);
    }
  }

  @Override
  public void close() {
    closeDescriptor(fd);
  }
}
