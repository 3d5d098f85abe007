package gslb.server.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.stream.Stream;

/**
 * The C library's functions. Each gives what the function gives, or {@code -errno} where that is
 * -1. The handles are static finals: only then does the compiler see through them.
 */
final class LinuxCalls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

  private static final MethodHandle SOCKET = ints("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = ints("bind", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle NAME = ints("getsockname", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SET =
      ints("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GET =
      ints("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle RECEIVE =
      ints("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle SEND = ints("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle SHUTDOWN = ints("shutdown", JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = ints("close", JAVA_INT);
  private static final MethodHandle CONNECT = ints("connect", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle LISTEN = ints("listen", JAVA_INT, JAVA_INT);
  private static final MethodHandle ACCEPT = ints("accept4", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle SEND_MESSAGE = longs("sendmsg", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECEIVE_MESSAGE = longs("recvmsg", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle USER = ints("geteuid");
  private static final MethodHandle AFFINITY =
      ints("sched_setaffinity", JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle PRIORITY = ints("setpriority", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final int PRIO_PROCESS = 0;

  private LinuxCalls() {}

  /** Whether this C library has the two calls that not every one has. */
  static boolean found() {
    return Stream.of("recvmmsg", "sendmmsg")
        .allMatch(name -> LINKER.defaultLookup().find(name).isPresent());
  }

  @SuppressWarnings("restricted") // the launcher gives native access; that is what this room is for
  private static MethodHandle ints(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, arguments),
        ERRNO);
  }

  @SuppressWarnings("restricted") // as above
  private static MethodHandle longs(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_LONG, arguments),
        ERRNO);
  }

  /** Where a call leaves its errno: 4 bytes, one for each thread that calls. */
  static MemoryLayout errno() {
    return Linker.Option.captureStateLayout();
  }

  static int socket(MemorySegment errno, int domain, int type) {
    try {
      return result(errno, (int) SOCKET.invokeExact(errno, domain, type, 0));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int bind(MemorySegment errno, int fd, MemorySegment address) {
    try {
      return result(errno, (int) BIND.invokeExact(errno, fd, address, (int) address.byteSize()));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int getsockname(MemorySegment errno, int fd, MemorySegment address, MemorySegment length) {
    try {
      return result(errno, (int) NAME.invokeExact(errno, fd, address, length));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int setsockopt(MemorySegment errno, int fd, int level, int option, MemorySegment value) {
    try {
      int size = (int) value.byteSize();
      return result(errno, (int) SET.invokeExact(errno, fd, level, option, value, size));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int getsockopt(
      MemorySegment errno, int fd, int level, int option, MemorySegment value, MemorySegment size) {
    try {
      return result(errno, (int) GET.invokeExact(errno, fd, level, option, value, size));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int recvmmsg(MemorySegment errno, int fd, MemorySegment messages, int count, int flags) {
    try {
      return result(
          errno, (int) RECEIVE.invokeExact(errno, fd, messages, count, flags, MemorySegment.NULL));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int sendmmsg(MemorySegment errno, int fd, MemorySegment messages, int count) {
    try {
      return result(errno, (int) SEND.invokeExact(errno, fd, messages, count, 0));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int shutdown(MemorySegment errno, int fd, int how) {
    try {
      return result(errno, (int) SHUTDOWN.invokeExact(errno, fd, how));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int close(MemorySegment errno, int fd) {
    try {
      return result(errno, (int) CLOSE.invokeExact(errno, fd));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int connect(MemorySegment errno, int fd, MemorySegment address) {
    try {
      return result(errno, (int) CONNECT.invokeExact(errno, fd, address, (int) address.byteSize()));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int listen(MemorySegment errno, int fd, int backlog) {
    try {
      return result(errno, (int) LISTEN.invokeExact(errno, fd, backlog));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Without the peer's address. */
  static int accept(MemorySegment errno, int fd, int flags) {
    try {
      return result(
          errno,
          (int) ACCEPT.invokeExact(errno, fd, MemorySegment.NULL, MemorySegment.NULL, flags));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int sendmsg(MemorySegment errno, int fd, MemorySegment message, int flags) {
    try {
      return result(errno, (int) (long) SEND_MESSAGE.invokeExact(errno, fd, message, flags));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int recvmsg(MemorySegment errno, int fd, MemorySegment message, int flags) {
    try {
      return result(errno, (int) (long) RECEIVE_MESSAGE.invokeExact(errno, fd, message, flags));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int geteuid(MemorySegment errno) {
    try {
      return (int) USER.invokeExact(errno);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Of the calling thread. */
  static int schedSetaffinity(MemorySegment errno, MemorySegment processors) {
    try {
      return result(errno, (int) AFFINITY.invokeExact(errno, 0, processors.byteSize(), processors));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /**
   * The niceness of a thread.
   *
   * @param thread 0 = the calling one
   */
  static int setpriority(int thread, int niceness) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(errno());
      return result(errno, (int) PRIORITY.invokeExact(errno, PRIO_PROCESS, thread, niceness));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static int result(MemorySegment errno, int returned) {
    return returned >= 0 ? returned : -errno.get(JAVA_INT, 0);
  }

  /** What {@code invokeExact} declares and a C function never throws. */
  private static AssertionError impossible(Throwable e) {
    return new AssertionError("a call of the C library threw", e);
  }
}
