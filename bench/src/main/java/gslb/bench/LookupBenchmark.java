package gslb.bench;

import gslb.server.lookup.Lookup;
import gslb.server.snapshot.Finding;
import gslb.server.snapshot.Snapshot;
import gslb.server.wire.Query;
import gslb.server.wire.QueryParser;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A parsed name to what is found. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookupBenchmark {
  /** A name of its own, below a wildcard, absent, below three absent ones, in no zone. */
  @Param({
    "mail.example.com",
    "any.wild.example.com",
    "absent.example.com",
    "a.b.c.absent.example.com",
    "www.example.org"
  })
  public String name = "";

  private final Snapshot snapshot = Example.healthy();
  private final Query query = new Query();

  /** Reads the name once. */
  @Setup
  public void parse() {
    byte[] message = QueryMessage.plain(name);
    QueryParser.parse(message, message.length, query);
  }

  /** The name, then its ancestors. */
  @Benchmark
  public Finding find() {
    return Lookup.find(snapshot.zones(), query.name, query.type);
  }
}
