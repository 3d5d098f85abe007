package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * How long calls on a socket may wait: an option whose value is a {@code struct timeval}.
 *
 * <pre>
 *   0         8              16
 *   | seconds | microseconds |
 * </pre>
 */
final class SocketTimes {
  private static final int SOL_SOCKET = 1;

  private SocketTimes() {}

  /** Sets {@code SO_RCVTIMEO} or {@code SO_SNDTIMEO}, in milliseconds; 0 = for ever. */
  static void set(int fd, int option, long millis) throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      MemorySegment time = memory.allocateFrom(JAVA_LONG, millis / 1000, millis % 1000 * 1000);
      Errno.check("setsockopt", LinuxCalls.setsockopt(errno, fd, SOL_SOCKET, option, time));
    }
  }
}
