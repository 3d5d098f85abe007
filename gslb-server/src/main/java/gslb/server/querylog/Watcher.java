package gslb.server.querylog;

import java.util.function.Consumer;

/** Who watches now, and what of a second's lines is left. Used by the log's thread. */
final class Watcher {
  private static final long SECOND = 1_000_000_000L;

  final Wanted wanted;
  private final Consumer<String> lines;
  private final StringBuilder text = new StringBuilder();
  private long second;
  private int shown;
  private long leftOut;

  Watcher(Wanted wanted, Consumer<String> lines, long nowNanos) {
    this.wanted = wanted;
    this.lines = lines;
    this.second = nowNanos;
  }

  /** Takes a line, or leaves it out because there were too many this second. */
  void show(String line) {
    if (shown >= WatchedPace.LINES) {
      leftOut++;
      return;
    }
    shown++;
    text.append(line).append('\n');
  }

  /** Hands over what there is; once a second, how many lines were left out. */
  void flush(long nowNanos) {
    if (nowNanos - second >= SECOND) {
      second = nowNanos;
      shown = 0;
      if (leftOut > 0) {
        text.append("{\"left_out\":").append(leftOut).append("}\n");
        leftOut = 0;
      }
    }
    if (!text.isEmpty()) {
      lines.accept(text.toString());
      text.setLength(0);
    }
  }
}
