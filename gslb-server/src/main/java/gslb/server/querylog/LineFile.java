package gslb.server.querylog;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that never takes more than twice its largest size: full, it is set aside under
 * the same name with {@code .1}, over the one set aside before. When it cannot be written, that is
 * said once, lines are dropped, and it is tried again each second. Used by one thread.
 */
final class LineFile implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LineFile.class);
  private static final long RETRY_NANOS = 1_000_000_000L;

  private final Path file;
  private final long largest;
  private @Nullable OutputStream out;
  private long size;

  /** Lines handed over since the last flush, of which nobody knows yet whether they are written. */
  private int pending;

  private boolean failing;
  private long failedAt;

  /**
   * Nothing is opened yet.
   *
   * @param largest in bytes
   */
  LineFile(Path file, long largest) {
    this.file = file;
    this.largest = largest;
  }

  /**
   * Takes a line; it is in the file after {@link #flush}.
   *
   * @param line without its end
   * @return how many lines are lost by now, this one or earlier ones; 0 = none
   */
  int append(String line, long nowNanos) {
    if (failing && nowNanos - failedAt < RETRY_NANOS) {
      return 1;
    }
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      OutputStream open = opened(bytes.length);
      pending++;
      size += bytes.length;
      open.write(bytes);
      return 0;
    } catch (IOException e) {
      pending = Math.max(pending, 1);
      return failed(e, nowNanos);
    }
  }

  /**
   * Hands everything to the system.
   *
   * @return how many lines are lost; 0 = none
   */
  int flush(long nowNanos) {
    OutputStream open = out;
    if (open == null || pending == 0) {
      return 0;
    }
    try {
      open.flush();
      pending = 0;
    } catch (IOException e) {
      return failed(e, nowNanos);
    }
    if (failing) {
      failing = false;
      log.info("{} is written again", file);
    }
    return 0;
  }

  private OutputStream opened(int more) throws IOException {
    OutputStream open = out;
    if (open != null && size + more > largest) {
      open.close();
      out = null;
      pending = 0;
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      open = null;
    }
    if (open == null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      open =
          new BufferedOutputStream(
              Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              1 << 16);
      size = Files.size(file);
      out = open;
    }
    return open;
  }

  private int failed(IOException e, long nowNanos) {
    if (!failing) {
      log.error("{} cannot be written, its lines are dropped: {}", file, e.toString());
    }
    failing = true;
    failedAt = nowNanos;
    int lost = pending;
    drop();
    return lost;
  }

  /** Without another word: what failed would fail again. */
  private void drop() {
    OutputStream open = out;
    out = null;
    pending = 0;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        log.debug("{} was not closed in order", file, e);
      }
    }
  }

  @Override
  public void close() {
    drop();
  }
}
