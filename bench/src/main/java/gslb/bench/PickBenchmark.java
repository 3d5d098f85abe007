package gslb.bench;

import gslb.server.steer.Choice;
import gslb.server.steer.Picker;
import gslb.server.steer.Plan;
import gslb.server.wire.RecordTemplate;
import gslb.zones.Member;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A plan to its picks, for another client each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PickBenchmark {
  private static final int A = 1;
  private static final Plan.Basis BASIS = new Plan.Basis("pool", "", false, List.of());

  /** How many members there are to choose from. */
  @Param({"2", "8", "64"})
  public int members = 2;

  private final Picker picker = new Picker();
  private Plan.Drawn drawn = new Plan.Drawn(BASIS, 30, List.of(), 1, false);
  private Plan.Turn turn = new Plan.Turn(BASIS, 30, List.of(), 1);
  private long client;

  /** Makes the plans. */
  @Setup
  public void plan() {
    List<Choice> choices = IntStream.range(0, members).mapToObj(PickBenchmark::choice).toList();
    drawn = new Plan.Drawn(BASIS, 30, choices, 1, false);
    turn = new Plan.Turn(BASIS, 30, choices, 1);
  }

  private static Choice choice(int i) {
    Member member =
        new Member("m" + i, "fra", null, null, "m" + i + ".example.net.", 10 + i, 0, true);
    return new Choice(member, RecordTemplate.of(A, new byte[4]), member.weight());
  }

  /** By weight. */
  @Benchmark
  public int weighted() {
    picker.draw(drawn, client++ * 0x9E3779B97F4A7C15L, 0);
    return picker.pick(0);
  }

  /** In turn. */
  @Benchmark
  public int inTurn() {
    picker.turn(turn, client++ * 0x9E3779B97F4A7C15L, 0);
    return picker.pick(0);
  }
}
