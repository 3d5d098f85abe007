package gslb.bench;

import gslb.server.steer.Aim;
import gslb.server.steer.Candidates;
import gslb.server.steer.Choice;
import gslb.server.steer.Lotteries;
import gslb.server.steer.Picker;
import gslb.server.steer.Plan;
import gslb.server.steer.Planner;
import gslb.server.steer.Spill;
import gslb.server.wire.RecordTemplate;
import gslb.zones.Member;
import gslb.zones.MinimumHealthy;
import gslb.zones.Policy.OnAllDown;
import gslb.zones.Pool;
import gslb.zones.Selection;
import java.util.List;
import java.util.Set;
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
  private static final Plan.Basis BASIS =
      new Plan.Basis("pool", "", false, Plan.Count.NONE, List.of());

  /** How many members there are to choose from. */
  @Param({"2", "8", "64", "1024"})
  public int members = 2;

  private final Picker picker = new Picker();
  private Plan.Drawn drawn = new Plan.Drawn(BASIS, 30, List.of(), 1, false, null);
  private Plan.Turn turn = new Plan.Turn(BASIS, 30, List.of(), 1);
  private long client;

  /** Makes the plans. */
  @Setup
  public void plan() {
    Candidates pool = candidates(members);
    List<Choice> choices = pool.members().stream().map(Choice::new).toList();
    Aim aim = new Aim(List.of(), Set.of(), 0, OnAllDown.NODATA, false, Spill.NONE);
    drawn = (Plan.Drawn) Planner.plan(List.of(pool), aim);
    turn = new Plan.Turn(BASIS, 30, choices, 1);
  }

  private static Candidates candidates(int members) {
    List<Member> declared = IntStream.range(0, members).mapToObj(PickBenchmark::member).toList();
    Pool pool =
        new Pool("pool", "up", Selection.WEIGHTED, 1, new MinimumHealthy.Count(1), declared);
    List<RecordTemplate> records = List.of(RecordTemplate.of(A, new byte[4]));
    List<Candidates.Candidate> candidates =
        declared.stream().map(member -> new Candidates.Candidate(member, records, true)).toList();
    return new Candidates(pool, candidates, 30, new Lotteries(pool));
  }

  private static Member member(int i) {
    return new Member("m" + i, "fra", null, null, "m" + i + ".example.net.", 10 + i, 0, true);
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
