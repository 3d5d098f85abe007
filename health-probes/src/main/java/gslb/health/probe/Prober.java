package gslb.health.probe;

import gslb.health.status.Endpoint;
import gslb.health.status.Watch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Runs every watched endpoint's probe at its monitor's interval. Each endpoint has a timer of its
 * own, so a hung probe delays no other; only when {@code maxConcurrent} of them hang at once do
 * further ones wait their turn, and no longer than until the next timeout.
 *
 * <p>The first probe comes within a second of the start, whatever the interval, so that a verdict
 * can be had soon; the second after a random part of the interval, so that from then on the load is
 * spread evenly.
 *
 * <p>Confined to the event loop it is used on.
 */
public final class Prober implements AutoCloseable {

  private static final long FIRST_WITHIN_MILLIS = 1000;

  private final Vertx vertx;
  private final Function<Watch, Probe> probes;
  private final RandomGenerator random;
  private final int maxConcurrent;
  private final BiConsumer<Watch, ProbeResult> results;
  private final Map<Endpoint, Turn> turns = new HashMap<>();
  private final Queue<Turn> due = new ArrayDeque<>();
  private int running;

  /**
   * A prober that watches nothing yet.
   *
   * @param probes aims a watch's monitor at its endpoint
   * @param random jitter; seed it for the same schedule every time
   * @param maxConcurrent probes under way at once, 1 or more
   * @param results called on the event loop with every result of an endpoint still watched
   */
  public Prober(
      Vertx vertx,
      Function<Watch, Probe> probes,
      RandomGenerator random,
      int maxConcurrent,
      BiConsumer<Watch, ProbeResult> results) {
    this.vertx = vertx;
    this.probes = probes;
    this.random = random;
    this.maxConcurrent = maxConcurrent;
    this.results = results;
  }

  /**
   * Watches exactly these from now on. An endpoint watched before under an unchanged monitor keeps
   * its schedule.
   */
  public void watch(Collection<Watch> watches) {
    Set<Endpoint> wanted = new HashSet<>();
    for (Watch watch : watches) {
      wanted.add(watch.endpoint());
      Turn old = turns.get(watch.endpoint());
      if (old == null || !old.watch.equals(watch)) {
        if (old != null) {
          old.stop();
        }
        Turn turn = new Turn(watch);
        turns.put(watch.endpoint(), turn);
        turn.start();
      }
    }
    for (Turn turn : List.copyOf(turns.values())) {
      if (!wanted.contains(turn.watch.endpoint())) {
        turn.stop();
        turns.remove(turn.watch.endpoint());
      }
    }
  }

  /** Stops every schedule; probes under way end unheard. */
  @Override
  public void close() {
    turns.values().forEach(Turn::stop);
    turns.clear();
    due.clear();
  }

  private void runDue() {
    while (running < maxConcurrent && !due.isEmpty()) {
      due.remove().run();
    }
  }

  /** One endpoint's schedule. */
  private final class Turn {
    private final Watch watch;
    private final Probe probe;
    private final long intervalMillis;
    private long timer;
    private boolean busy;
    private boolean stopped;

    Turn(Watch watch) {
      this.watch = watch;
      this.probe = probes.apply(watch);
      this.intervalMillis = watch.monitor().cadence().interval().toMillis();
    }

    void start() {
      long first = 1 + random.nextLong(Math.min(intervalMillis, FIRST_WITHIN_MILLIS));
      long second = 1 + random.nextLong(intervalMillis);
      timer =
          vertx.setTimer(
              first,
              id -> {
                timer = vertx.setTimer(second, next -> settle());
                fallDue();
              });
    }

    private void settle() {
      timer = vertx.setPeriodic(intervalMillis, id -> fallDue());
      fallDue();
    }

    private void fallDue() {
      if (!busy) {
        busy = true;
        due.add(this);
        runDue();
      }
    }

    void run() {
      if (stopped) {
        return;
      }
      running++;
      started()
          .onComplete(run -> {
            running--;
            busy = false;
            if (!stopped) {
              results.accept(watch, run.result());
            }
            runDue();
          });
    }

    /** A fault of the probe itself is a result too, or its endpoint would stay busy for ever. */
    private Future<ProbeResult> started() {
      try {
        return probe.run().otherwise(Diagnosis::of);
      } catch (RuntimeException e) {
        return Future.succeededFuture(Diagnosis.of(e));
      }
    }

    void stop() {
      stopped = true;
      vertx.cancelTimer(timer);
    }
  }
}
