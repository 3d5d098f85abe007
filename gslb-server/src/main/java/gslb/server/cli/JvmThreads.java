package gslb.server.cli;

import gslb.server.linux.Niceness;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The JVM's own threads, which yield the processor to those that answer. */
final class JvmThreads {
  /**
   * Of the collector, beside the answers: its marking, its lists of references, its housekeeping.
   */
  private static final String[] COLLECTING = {"G1 Conc", "G1 Main", "G1 Refine", "G1 Service"};

  private static final String[] COMPILING = {"C1 Compiler", "C2 Compiler"};

  /**
   * From here on what answers is compiled, if it is asked for at all, and what is compiled later is
   * a reload's. Before, answers are as fast as the compilers are.
   */
  private static final Executor ONCE_WARM = CompletableFuture.delayedExecutor(20, TimeUnit.SECONDS);

  private JvmThreads() {}

  /** Of a process that is a server and nothing else. */
  static void yieldToAnswers() {
    Niceness.yieldToOthers(COLLECTING);
    ONCE_WARM.execute(() -> Niceness.yieldToOthers(COMPILING));
  }
}
