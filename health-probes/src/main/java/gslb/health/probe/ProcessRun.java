package gslb.health.probe;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process that is run to its end or to its timeout, whichever comes first. No shell, nothing on
 * its standard input, no environment but what it is given. Blocks: not for event loops.
 */
final class ProcessRun {

  /** What is kept of its output at most; the rest is read, so that it never waits, and dropped. */
  static final int OUTPUT_BYTES = 4096;

  private static final int PIPE_BYTES = 64 * 1024;

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private static final int LAST_LOOKS = 5;

  /** Children may have children while they are being killed; more often they do not try. */
  private static final int KILLS = 8;

  private final Process process;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  /** How it ended. */
  sealed interface End {
    /**
     * By itself.
     *
     * @param output of both its streams, the first {@value #OUTPUT_BYTES} bytes
     */
    record Exited(int status, String output) implements End {}

    /** It was killed, and its children with it. */
    record Killed() implements End {}
  }

  private ProcessRun(Process process) {
    this.process = process;
  }

  /**
   * Runs a process.
   *
   * @param folder where it runs
   * @param environment all of it
   * @param deadlineNanos of {@link System#nanoTime}
   * @throws IOException if it cannot be started
   */
  static End run(
      List<String> words, Path folder, Map<String, String> environment, long deadlineNanos)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new ProcessRun(builder.start()).finish(deadlineNanos);
  }

  /**
   * Looks again and again instead of reading to the end of the output: a child left in the
   * background keeps that open for as long as it likes.
   */
  private End finish(long deadlineNanos) throws IOException {
    try (InputStream out = process.getInputStream()) {
      while (!process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        take(out);
        if (System.nanoTime() - deadlineNanos >= 0) {
          kill();
          return new End.Killed();
        }
      }
      for (int looks = 0; looks < LAST_LOOKS && output.size() == 0; looks++) {
        take(out); // at an exit the JDK moves what is left, and for a moment it is nowhere
        LockSupport.parkNanos(1_000_000);
      }
      take(out);
      return new End.Exited(process.exitValue(), output.toString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      kill();
      return new End.Killed();
    }
  }

  /** At most once what a pipe holds, so that a flood takes no more time than a word. */
  private void take(InputStream out) throws IOException {
    byte[] bytes = out.readNBytes(Math.min(out.available(), PIPE_BYTES));
    output.write(bytes, 0, Math.min(bytes.length, OUTPUT_BYTES - output.size()));
  }

  /** The children first: once their parent is gone nobody knows whose they were. */
  private void kill() {
    for (int round = 0; round < KILLS; round++) {
      try (Stream<ProcessHandle> children = process.descendants()) {
        if (children.filter(ProcessHandle::destroyForcibly).count() == 0) {
          break;
        }
      }
    }
    process.destroyForcibly();
  }
}
