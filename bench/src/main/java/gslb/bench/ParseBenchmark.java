package gslb.bench;

import gslb.server.wire.Outcome;
import gslb.server.wire.Query;
import gslb.server.wire.QueryParser;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A message to its question and options. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseBenchmark {
  private final byte[] plain = QueryMessage.plain("www.example.com");
  private final byte[] edns = QueryMessage.edns("www.example.com");
  private final byte[] subnet = QueryMessage.subnet("www.example.com", 0xC00002);
  private final byte[] long40 = QueryMessage.plain("a.".repeat(40) + "example.com");
  private final Query query = new Query();

  /** A question. */
  @Benchmark
  public Outcome question() {
    return QueryParser.parse(plain, plain.length, query);
  }

  /** With an OPT record. */
  @Benchmark
  public Outcome edns() {
    return QueryParser.parse(edns, edns.length, query);
  }

  /** With a client subnet in it. */
  @Benchmark
  public Outcome clientSubnet() {
    return QueryParser.parse(subnet, subnet.length, query);
  }

  /** A name of 42 labels. */
  @Benchmark
  public Outcome manyLabels() {
    return QueryParser.parse(long40, long40.length, query);
  }
}
