package gslb.bench;

import gslb.server.answer.Exchange;
import gslb.server.answer.Responder;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole answer, bytes to bytes. Without the kernel: what {@code bench/run} shows beyond this is
 * its part.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RespondBenchmark {
  /** What is asked, and of whom. */
  public enum Question {
    STATIC("mail.example.com"),
    ALIAS("www.example.net"),
    NXDOMAIN("absent.example.com"),
    REFERRAL("host.dev.example.com"),
    REFUSED("www.example.org"),
    BY_PLACE("www.example.com"),
    BY_DISTANCE("nearest.example.com"),
    SPLIT_AND_STICKY("app.example.com"),
    UNDER_A_WILDCARD("any.geo.example.com");

    private final String name;

    Question(String name) {
      this.name = name;
    }
  }

  /** How it is asked. */
  public enum Options {
    NONE,
    EDNS,
    SUBNET
  }

  /** What is asked. */
  @Param public Question question = Question.STATIC;

  /** With which options. */
  @Param public Options options = Options.NONE;

  /** Whether the members are up. */
  @Param({"true"})
  public boolean up = true;

  private final Exchange exchange = new Exchange();
  private final Responder responder = new Responder(new QueryCounters());
  private Snapshot snapshot = Snapshot.EMPTY;
  private byte[] message = {};
  private int client;

  /** Compiles the snapshot. */
  @Setup
  public void ask() {
    snapshot = up ? Example.healthy() : Example.dark();
    message =
        switch (options) {
          case NONE -> QueryMessage.plain(question.name);
          case EDNS -> QueryMessage.edns(question.name);
          case SUBNET -> QueryMessage.subnet(question.name, 0xC00002);
        };
    exchange.nowMillis = 1_700_000_000_000L;
  }

  /** From another client each time. */
  @Benchmark
  public int respond() {
    System.arraycopy(message, 0, exchange.query, 0, message.length);
    exchange.queryLength = message.length;
    exchange.sourceHigh = (long) (client += 0x9E3779B9) << 32;
    return responder.respond(snapshot, exchange);
  }
}
