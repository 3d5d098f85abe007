package gslb.bench;

import gslb.server.answer.Exchange;
import gslb.server.answer.Recorder;
import gslb.server.answer.Responder;
import gslb.server.sample.Samples;
import gslb.server.sample.Sampling;
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
 * What an answer costs with both logs at a sample: 0 = off, one of so many else. Nobody reads the
 * rings, which costs the writer nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordBenchmark {
  /** What is asked: a static name, or one that is steered. */
  @Param({"mail.example.com", "www.example.com"})
  public String name = "";

  /** One of how many is noted. */
  @Param({"0", "100", "1"})
  public int sample;

  private final Samples samples = new Samples();
  private final Recorder recorder = new Recorder(samples);
  private final Exchange exchange = new Exchange();
  private final Responder responder = new Responder(new QueryCounters());
  private final Snapshot snapshot = Example.healthy();
  private byte[] message = {};
  private int client;

  /** Turns the logs on. */
  @Setup
  public void begin() {
    message = QueryMessage.plain(name);
    samples.want(new Sampling(sample, 0, sample, 0, 0));
    exchange.nowMillis = 1_700_000_000_000L;
  }

  /** As a worker does it, with the hook. */
  @Benchmark
  public int recorded() {
    ask();
    if (!recorder.isOn()) {
      return responder.respond(snapshot, exchange);
    }
    recorder.begin();
    int length = responder.respond(snapshot, exchange);
    recorder.end(snapshot, exchange, length);
    return length;
  }

  /** Without the hook. */
  @Benchmark
  public int bare() {
    ask();
    return responder.respond(snapshot, exchange);
  }

  private void ask() {
    System.arraycopy(message, 0, exchange.query, 0, message.length);
    exchange.queryLength = message.length;
    exchange.sourceHigh = (long) (client += 0x9E3779B9) << 32;
  }
}
