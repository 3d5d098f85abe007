package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever started this process and wants to know when it is ready: systemd with {@code
 * Type=notify}, and what speaks like it (sd_notify(3)). A datagram to the socket that {@code
 * NOTIFY_SOCKET} names, a line for each {@code NAME=value}. Where nobody asked, nothing is sent.
 *
 * <p>A process that takes over from another one is not the one that was started: it names itself as
 * the main process, which the unit has to allow ({@code NotifyAccess=all}).
 */
public final class ServiceManager {
  private static final Logger log = LoggerFactory.getLogger(ServiceManager.class);
  private static final int NANOS_IN_MICRO = 1000;

  private final @Nullable String socket;

  /**
   * One at a given place.
   *
   * @param socket a path; with an at sign first, a name in the abstract space; null = nobody asks
   */
  ServiceManager(@Nullable String socket) {
    this.socket = socket;
  }

  /** The one that the environment names. */
  public static ServiceManager ofEnvironment() {
    return new ServiceManager(System.getenv("NOTIFY_SOCKET"));
  }

  /**
   * This process answers, and is the one to look after.
   *
   * @param status for people, one line
   */
  public void ready(String status) {
    tell("MAINPID=" + ProcessHandle.current().pid() + "\nREADY=1\nSTATUS=" + status);
  }

  /** It reads its files anew; {@link #ready} follows. */
  public void reloading() {
    tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / NANOS_IN_MICRO);
  }

  /** It was told to stop. Not for one that was replaced: the service goes on. */
  public void stopping() {
    tell("STOPPING=1");
  }

  /** A service that cannot tell is one all the same. */
  private void tell(String words) {
    if (socket == null) {
      return;
    }
    try {
      send(socket, words.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.warn(
          "the service manager was not told '{}': {}", words.replace('\n', ' '), e.getMessage());
    }
  }

  private static void send(String socket, byte[] words) throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      int fd =
          Errno.check(
              "socket",
              LinuxCalls.socket(
                  errno, UnixSocket.AF_UNIX, UnixSocket.SOCK_DGRAM | UnixSocket.SOCK_CLOEXEC));
      try {
        Errno.check(
            "connect " + socket, LinuxCalls.connect(errno, fd, UnixSocket.name(memory, socket)));
        MemorySegment data = memory.allocateFrom(JAVA_BYTE, words);
        MemorySegment message = UnixSocket.message(memory, data, MemorySegment.NULL, 0);
        Errno.check("sendmsg", LinuxCalls.sendmsg(errno, fd, message, UnixSocket.MSG_NOSIGNAL));
      } finally {
        UnixSocket.closeDescriptor(fd);
      }
    }
  }
}
