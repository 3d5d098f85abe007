package gslb.server.secondary;

import gslb.server.compile.FetchedZone;
import gslb.server.compile.FetchedZones;
import gslb.server.transfer.WatchedZone;
import gslb.zones.FetchedOrigin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every zone this server is a secondary of, each refreshed by a thread of its own. */
public final class SecondaryZones implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SecondaryZones.class);
  private static final Duration LAST_WAIT = Duration.ofSeconds(2);

  private static final int AT_ONCE = 32;

  private final List<SecondaryRule> rules;
  private final List<SecondaryZone> zones;
  private final Semaphore atOnce = new Semaphore(AT_ONCE);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("secondary-", 0).factory());

  /** What was seen at the last call of {@link #fetched}; for its caller. */
  private FetchedZones fetched = FetchedZones.NONE;

  /**
   * The zones as they were kept; nobody is asked yet.
   *
   * @param state the folder of what survives a restart
   */
  public SecondaryZones(List<SecondaryRule> rules, Path state, InstantSource clock) {
    this.rules = List.copyOf(rules);
    ZoneStore store = new ZoneStore(state.resolve("secondary"));
    this.zones =
        rules.stream()
            .map(rule -> new SecondaryZone(rule, store, System::nanoTime, clock, new Random()))
            .toList();
  }

  /** Refreshes from now on. */
  public void start() {
    zones.forEach(zone -> threads.execute(() -> zone.run(atOnce)));
  }

  /** The zones' origins, which no file may declare. */
  public List<FetchedOrigin> origins() {
    return rules.stream().map(SecondaryRule::origin).toList();
  }

  /** Whose word of a change is heard. */
  public List<WatchedZone> watched() {
    return IntStream.range(0, zones.size())
        .mapToObj(i ->
            new WatchedZone(
                rules.get(i).origin().name(),
                rules.get(i).primaries(),
                rules.get(i).key(),
                zones.get(i)::heard))
        .toList();
  }

  /** What may be answered now; another version whenever that changes. For one thread. */
  public FetchedZones fetched() {
    FetchedZones now = fetched.next(zones.stream().map(SecondaryZone::fetched).toList());
    if (now.version() != fetched.version()) {
      tell(now.zones());
    }
    fetched = now;
    return fetched;
  }

  private void tell(List<FetchedZone> now) {
    for (FetchedZone zone : now) {
      if (zone instanceof FetchedZone.Expired && !fetched.zones().contains(zone)) {
        log.error("{} has expired: no primary confirmed it for too long", zone.origin());
      }
    }
  }

  /** Every zone's figures, in the order they were written. For any thread. */
  public List<SecondaryFigures> figures() {
    return zones.stream().map(SecondaryZone::figures).toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("refreshes are still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
