package gslb.server.transport;

import gslb.server.answer.Rehearsal;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.WireName;
import gslb.server.stats.QueryCounters;
import gslb.zones.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Answers made-up queries before the sockets open, so that the code that answers real ones is
 * compiled when they come: interpreted, an answer takes some fifty times as long.
 */
public final class WarmUp {
  /** Enough for the JVM's last compiler, which looks at what is called some thousand times. */
  private static final int ANSWERS = 30_000;

  private static final Duration LONGEST = Duration.ofMillis(500);
  private static final int NAMES = 100;
  private static final int LONGEST_NAME = 255;
  private static final int A = 1;
  private static final int AAAA = 28;

  private final Worker worker;
  private final SplittableRandom dice = new SplittableRandom(1);

  private WarmUp(Worker worker) {
    this.worker = worker;
  }

  /**
   * Asks for names of the snapshot, and for some that do not exist below them, half a second at
   * most. Nothing of it is counted.
   *
   * @param answerers makes the answerer, as for a worker
   * @return how many answers there were
   */
  public static int run(Snapshot snapshot, Function<QueryCounters, Answerer> answerers) {
    QueryCounters uncounted = new QueryCounters();
    WarmUp warmUp = new WarmUp(new Worker(answerers.apply(uncounted), uncounted, new BugLog()));
    List<WireName> names = snapshot.zones().names(NAMES);
    return names.isEmpty() ? 0 : warmUp.run(names);
  }

  private int run(List<WireName> names) {
    long begun = System.nanoTime();
    int answers = 0;
    for (int i = 0; i < ANSWERS && System.nanoTime() - begun < LONGEST.toNanos(); i++) {
      byte[] name = names.get(i % names.size()).bytes();
      ask(i / names.size(), name);
      if (worker.answerDatagram(System.currentTimeMillis()) > 0) {
        answers++;
      }
    }
    return answers;
  }

  /** Every round the same names are asked for in another way. */
  private void ask(int round, byte[] name) {
    byte[] asked = round % 4 == 3 ? below(name) : name;
    boolean v6 = round % 5 == 4;
    boolean edns = round % 3 > 0;
    boolean subnet = round % 3 == 2;
    worker.from(v6, dice.nextLong() & -1L << 32, 0);
    Prefix client = new Prefix(v6, dice.nextLong() & -1L << 40, 0, 24);
    worker.exchange.sourcePort = 1024 + dice.nextInt(64_000);
    Rehearsal.ask(worker.exchange, asked, round % 2 == 0 ? A : AAAA, edns, subnet ? client : null);
  }

  private static byte[] below(byte[] name) {
    if (name.length + 2 > LONGEST_NAME) {
      return name;
    }
    byte[] absent = new byte[name.length + 2];
    absent[0] = 1;
    absent[1] = '-';
    System.arraycopy(name, 0, absent, 2, name.length);
    return absent;
  }
}
