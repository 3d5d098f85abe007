package gslb.server.control;

import gslb.geo.PlaceTable;
import gslb.server.compile.Ground;
import gslb.server.linux.Niceness;
import gslb.zones.Declarations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Geo databases as ground to compile on: looks at the files at a steady pace, reads and compiles
 * what is new on a thread of its own, since that takes seconds and verdicts must not wait for it.
 * The control thread then publishes it with its next look.
 *
 * <p>A look asks for the file's stamp and nothing else. It sees what a watch of the system does
 * not: a link turned to another folder, a file system of the network, a rename over the file.
 */
public final class GeoFeed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GeoFeed.class);

  /** Between two looks; a new database is served after the second look that finds it. */
  static final Duration LOOK_INTERVAL = Duration.ofSeconds(10);

  private final GeoFiles files;
  private final Supplier<Declarations> declarations;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gslb-geo").daemon(true).factory());
  private volatile List<GeoLine> lines;
  private volatile PlaceTable places;
  private volatile @Nullable Ground ground;

  /**
   * A feed that looks at nothing until {@link #start}.
   *
   * @param files opened
   * @param places what came of it
   * @param declarations what is served
   */
  public GeoFeed(GeoFiles files, PlaceTable places, Supplier<Declarations> declarations) {
    this.files = files;
    this.places = places;
    this.declarations = declarations;
    this.lines = files.lines();
  }

  /** Looks at the files from now on; whoever answers queries gets the processor first. */
  public void start() {
    thread.execute(Niceness::yieldToOthers);
    var _ =
        thread.scheduleWithFixedDelay(
            () -> look(false),
            LOOK_INTERVAL.toMillis(),
            LOOK_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Looks soon, and takes the files for whole; does not wait for what comes of it. */
  public void hurry() {
    thread.execute(() -> look(true));
  }

  /** Looks at every file once. */
  void look(boolean now) {
    try {
      files.look(now, this::prepare);
      lines = files.lines();
    } catch (RuntimeException e) {
      // A bug here must not end the schedule: what is served stays, the next look tries again.
      log.error("geo databases not looked at", e);
    }
  }

  private void prepare(PlaceTable fresh) {
    ground = Ground.prepared(fresh, declarations.get());
    places = fresh;
  }

  /** What came last of the files, for the control thread to publish; null = nothing new yet. */
  public @Nullable Ground ground() {
    return ground;
  }

  /** What the files say of an address. */
  public PlaceTable places() {
    return places;
  }

  /** One for each database, in the order they are asked. */
  public List<GeoLine> lines() {
    return lines;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
