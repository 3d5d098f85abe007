package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.answer.Exchange;
import gslb.server.answer.Responder;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Reading;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Queries to itself before the sockets open. */
class WarmUpTest {
  private static final int NOERROR = 0;
  private static final int NXDOMAIN = 3;

  @Test
  void asksWellFormedQueriesOfNamesThatExistAndNot() {
    Snapshot example = example();
    Responder responder = new Responder(new QueryCounters());
    Set<Integer> rcodes = new HashSet<>();
    Set<Integer> additional = new HashSet<>();
    int answers =
        WarmUp.run(
            example,
            counters ->
                new Answering(exchange -> {
                  additional.add((int) exchange.query[11]);
                  int length = responder.respond(example, exchange);
                  rcodes.add(exchange.response[3] & 0xf);
                  return length;
                }));
    assertThat(answers).isGreaterThan(100);
    assertThat(rcodes).containsExactlyInAnyOrder(NOERROR, NXDOMAIN);
    assertThat(additional).as("with and without EDNS").containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void hasNothingToAskWithoutZones() {
    assertThat(WarmUp.run(Snapshot.EMPTY, counters -> new Echo())).isZero();
  }

  @Test
  void endsWhereAnswersTakeLong() {
    int answers =
        WarmUp.run(
            example(),
            counters ->
                new Answering(exchange -> {
                  long until = System.nanoTime() + 1_000_000;
                  while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                  }
                  return 1;
                }));
    assertThat(answers).isBetween(1, 500);
  }

  @Test
  void aBugDoesNotKeepTheServerFromStarting() {
    Answerer broken =
        new Answering(exchange -> {
          throw new IllegalStateException("asked to fail");
        });
    assertThat(WarmUp.run(example(), counters -> broken)).isZero();
  }

  private record Answering(ToIntFunction<Exchange> answer) implements Answerer {
    @Override
    public int answer(Exchange exchange) {
      return answer.applyAsInt(exchange);
    }

    @Override
    public int failure(Exchange exchange) {
      return 0;
    }
  }

  private static Snapshot example() {
    Path folder = Path.of(System.getProperty("gslb.root"), "zones/example");
    return switch (DefinitionsFolder.read(folder)) {
      case Reading.Accepted accepted ->
          new SnapshotCompiler(PlaceTable.bundled())
              .compile(accepted.declarations(), (pool, member, type) -> true, 1, 0, Instant.EPOCH);
      case Reading.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }
}
