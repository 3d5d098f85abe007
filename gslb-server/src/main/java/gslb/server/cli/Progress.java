package gslb.server.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells now and then how far long work is; of short work nothing. */
final class Progress {
  private static final long BETWEEN_NANOS = 2_000_000_000L;

  private final PrintWriter err;
  private long last = System.nanoTime();

  Progress(PrintWriter err) {
    this.err = err;
  }

  /**
   * Work is so far.
   *
   * @param done 0..1
   */
  void at(String what, double done) {
    if (isDue()) {
      err.println(String.format(Locale.ROOT, "%s: %.0f %%", what, done * 100));
      err.flush();
    }
  }

  /** Work whose end is not known is so far. */
  void at(long count, String what) {
    if (isDue()) {
      err.println(String.format(Locale.ROOT, "%,d %s", count, what));
      err.flush();
    }
  }

  private boolean isDue() {
    long now = System.nanoTime();
    boolean due = now - last >= BETWEEN_NANOS;
    last = due ? now : last;
    return due;
  }
}
