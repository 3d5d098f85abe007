package gslb.server.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How much of a processor threads get beside others that want it. Linux keeps this number for each
 * thread, where POSIX has it for a process, and any process may raise it. Java's own thread
 * priorities do nothing there. On other systems nothing here has an effect.
 */
public final class Niceness {
  /**
   * About a tenth of what a thread of the usual 0 gets, and that one's turn comes as soon as it has
   * something to do. Not the most there is, 19: under a flood of queries verdicts must still come
   * through.
   */
  static final int YIELDING = 10;

  private static final Path THREADS = Path.of("/proc/self/task");
  private static final int CALLING_THREAD = 0;

  private Niceness() {}

  /**
   * Lets the calling thread, and threads it starts from now on, yield to others.
   *
   * @return whether the system did
   */
  public static boolean yieldToOthers() {
    return set(CALLING_THREAD);
  }

  /**
   * Lets threads of this process yield to others, among them the JVM's own, which no Java code can
   * reach otherwise.
   *
   * @param names what their names start with, 15 characters at most
   * @return how many did
   */
  public static int yieldToOthers(String... names) {
    int yielding = 0;
    if (!isLinux()) {
      return yielding;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (isNamed(thread, names) && set(Integer.parseInt(thread.getFileName().toString()))) {
          yielding++;
        }
      }
    } catch (IOException e) {
      return yielding; // no /proc: they go on as they were
    }
    return yielding;
  }

  private static boolean isNamed(Path thread, String... names) {
    try {
      String name = Files.readString(thread.resolve("comm"));
      return Stream.of(names).anyMatch(name::startsWith);
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  private static boolean set(int thread) {
    return isLinux() && LinuxCalls.setpriority(thread, YIELDING) == 0;
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").equals("Linux");
  }
}
