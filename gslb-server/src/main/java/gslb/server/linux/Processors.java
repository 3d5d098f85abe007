package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which processors a thread may run on. */
public final class Processors {
  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";
  private static final int MOST = 8192; // CONFIG_NR_CPUS of the largest kernels

  private Processors() {}

  /** Those the calling thread may run on, by number, ascending. */
  public static List<Integer> allowed() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(ALLOWED)) {
        return parse(line.substring(ALLOWED.length()).strip());
      }
    }
    throw new IOException(STATUS + " does not tell the processors allowed");
  }

  /** {@code 0-3,8} is 0, 1, 2, 3 and 8. */
  static List<Integer> parse(String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      String[] ends = part.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int number = Integer.parseInt(ends[0]); number <= last; number++) {
        numbers.add(number);
      }
    }
    return List.copyOf(numbers);
  }

  /** Keeps the calling thread on one processor, for life. */
  public static void pin(int processor) throws IOException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LinuxCalls.errno());
      MemorySegment set = memory.allocate(MOST / Byte.SIZE, Long.BYTES);
      set.setAtIndex(JAVA_LONG, processor / Long.SIZE, 1L << processor);
      Errno.check("sched_setaffinity", LinuxCalls.schedSetaffinity(errno, set));
    }
  }
}
