package gslb.server.secondary;

import gslb.server.compile.FetchedZone;
import gslb.server.snapshot.Lifetime;
import gslb.zones.ReceivedZone;
import gslb.zones.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/**
 * One zone and what is known of it. One thread runs {@link #step}; what others may read is
 * volatile.
 *
 * <p>Waits are measured by the monotonic clock, so that a step of the wall clock expires nothing;
 * wall time is for people and for the file that survives a restart.
 */
final class SecondaryZone {
  private static final Logger log = LoggerFactory.getLogger(SecondaryZone.class);

  /** Between two refreshes, however many notices come: the primary is asked, not flooded. */
  private static final Duration LEAST_BETWEEN = Duration.ofSeconds(1);

  private final Name origin;
  private final SecondaryRule rule;
  private final ZoneStore store;
  private final LongSupplier nanoClock;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** Until when what is held may be answered from. */
  private final Lifetime lifetime;

  /** The one that had the zone last comes first. */
  private final List<Primary> primaries;

  // Of the thread that steps.
  private Timing timing;
  private long due;
  private long lastEnd;
  private long editions;
  private int failures;

  // Written by that thread, read by others.
  private volatile FetchedZone.@Nullable Held held;
  private volatile SecondaryFigures.Refresh lastRefresh = SecondaryFigures.Refresh.NONE;
  private volatile Instant nextRefresh = Instant.EPOCH;
  private volatile @Nullable Thread stepping;

  /** Whether a primary told of a change since the last refresh began. */
  private volatile boolean heard;

  /**
   * A zone as it was kept, or none yet; due at once.
   *
   * @param nanoClock monotonic
   * @param clock this host's wall time
   */
  SecondaryZone(
      SecondaryRule rule,
      ZoneStore store,
      LongSupplier nanoClock,
      InstantSource clock,
      RandomGenerator random) {
    this.origin = rule.origin().name();
    this.rule = rule;
    this.store = store;
    this.nanoClock = nanoClock;
    this.clock = clock;
    this.random = random;
    this.lifetime = new Lifetime(nanoClock);
    this.primaries = new ArrayList<>();
    rule.primaries().forEach(address -> primaries.add(new Primary(address, rule.key())));
    this.due = nanoClock.getAsLong();
    this.lastEnd = due - LEAST_BETWEEN.toNanos();
    this.timing = new Timing(least(), least(), least().multipliedBy(2));
    ZoneStore.Kept kept = store.read(origin);
    if (kept != null) {
      hold(kept.zone());
      Duration age = Duration.between(kept.since(), clock.instant());
      lifetime.runFor(timing.expire().minus(age.isNegative() ? Duration.ZERO : age));
      log.info("{} serial {} is known from before", origin, kept.zone().soa().getSerial());
    }
  }

  /** A primary says that the zone has changed; costs next to nothing, whoever says it how often. */
  void heard() {
    if (!heard) {
      heard = true;
      LockSupport.unpark(stepping);
    }
  }

  /**
   * Steps whenever something is due, until the thread is interrupted.
   *
   * @param atOnce a permit for each refresh that may be under way
   */
  void run(Semaphore atOnce) {
    stepping = Thread.currentThread();
    while (!Thread.currentThread().isInterrupted()) {
      Duration idle = least();
      try {
        atOnce.acquire();
        try {
          idle = step();
        } finally {
          atOnce.release();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) { // a bug here must not end the zone's refreshes
        log.error("{} is not refreshed", origin, e);
      }
      LockSupport.parkNanos(this, idle.toNanos());
    }
  }

  /** Refreshes if it is due; says for how long nothing will be. */
  Duration step() {
    long now = nanoClock.getAsLong();
    if (heard) {
      long earliest = lastEnd + LEAST_BETWEEN.toNanos();
      due = earliest - now > 0 ? earliest : now;
    }
    if (now - due >= 0) {
      refresh();
      lastEnd = nanoClock.getAsLong();
    }
    long wait = due - nanoClock.getAsLong();
    // Heard while it was refreshed: what was to wake the thread has woken it from waiting for
    // bytes.
    return Duration.ofNanos(Math.max(0, heard ? Math.min(wait, LEAST_BETWEEN.toNanos()) : wait));
  }

  /**
   * Asks primary after primary (RFC 1034 §4.3.5) until one has the zone; after a notice, until one
   * has a newer one: another may not have it yet.
   */
  private void refresh() {
    boolean wantsNewer = heard;
    heard = false;
    boolean confirmed = false;
    List<String> troubles = new ArrayList<>();
    for (Primary primary : List.copyOf(primaries)) {
      switch (ask(primary)) {
        case Answer.Renewed _ -> {
          prefer(primary);
          succeeded(primary);
          return;
        }
        case Answer.Confirmed _ -> {
          confirmed = true;
          succeeded(primary);
          if (!wantsNewer) {
            return;
          }
        }
        case Answer.Failed(String why) -> troubles.add(primary + " " + why);
      }
    }
    if (!confirmed) {
      failed(String.join("; ", troubles));
    }
  }

  /** What asking one primary comes to. */
  private sealed interface Answer {
    record Renewed() implements Answer {}

    record Confirmed() implements Answer {}

    record Failed(String why) implements Answer {}
  }

  private Answer ask(Primary primary) {
    return switch (primary.announce(origin)) {
      case Announcement.Failed(String why) -> new Answer.Failed(why);
      case Announcement.Soa announced -> compare(primary, announced);
    };
  }

  private Answer compare(Primary primary, Announcement.Soa announced) {
    // What has expired is no measure: perhaps the primary began to count anew.
    Zone zone = served();
    if (zone == null) {
      return fetch(primary, null, announced);
    }
    long serial = announced.soa().getSerial();
    long ours = zone.soa().getSerial();
    if (serial == ours) {
      confirm(announced.expire());
      return new Answer.Confirmed();
    }
    return SerialNumber.isNewer(serial, ours)
        ? fetch(primary, zone, announced)
        : new Answer.Failed("has serial " + serial + ", which is older than " + ours);
  }

  /** What is held and has not expired. */
  private @Nullable Zone served() {
    FetchedZone.Held current = held;
    return current == null || lifetime.ended() ? null : current.zone();
  }

  /** Changes if there is something to change and they fit, else the whole zone. */
  private Answer fetch(Primary primary, @Nullable Zone zone, Announcement.Soa announced) {
    Delivery delivery =
        zone == null
            ? Transfer.whole(origin, primary, rule.limits())
            : Transfer.since(zone.soa().getSerial(), origin, primary, rule.limits());
    return switch (delivery) {
      case Delivery.Whole(var records) -> take(zone, records, announced);
      case Delivery.Changes(var steps) when zone != null -> {
        var records = ZoneChanges.apply(zone, steps);
        yield records == null ? fetch(primary, null, announced) : take(zone, records, announced);
      }
      case Delivery.Changes _, Delivery.Current _ ->
          zone == null
              ? new Answer.Failed("sent no zone")
              : fetch(primary, null, announced); // it said it had a newer one
      case Delivery.Failed(String why) ->
          zone == null ? new Answer.Failed(why) : fetch(primary, null, announced);
    };
  }

  private Answer take(@Nullable Zone before, List<Record> records, Announcement.Soa announced) {
    return switch (ReceivedZone.check(origin, records)) {
      case ReceivedZone.Refused(var problems) ->
          new Answer.Failed(
              "sent a zone that cannot be served, %d errors, the first: %s"
                  .formatted(problems.size(), problems.getFirst()));
      case ReceivedZone.Accepted(Zone zone) -> replace(before, zone, announced);
    };
  }

  private Answer replace(@Nullable Zone before, Zone zone, Announcement.Soa announced) {
    SOARecord soa = zone.soa();
    Zone current = served();
    if (current != null && !SerialNumber.isNewer(soa.getSerial(), current.soa().getSerial())) {
      return new Answer.Failed("announced a newer zone and sent serial " + soa.getSerial());
    }
    hold(zone);
    lifetime.runFor(expire(announced.expire()));
    store.keep(zone, since());
    log.info(
        "{} serial {} fetched{}",
        origin,
        soa.getSerial(),
        before == null ? "" : ", after " + before.soa().getSerial());
    return new Answer.Renewed();
  }

  private void hold(Zone zone) {
    timing = Timing.of(zone.soa(), least());
    held = new FetchedZone.Held(zone, lifetime, ++editions);
  }

  /** The zone is still what its primary has; a shorter word of it shortens nothing (RFC 7314). */
  private void confirm(long announced) {
    Duration expire = expire(announced);
    if (expire.compareTo(lifetime.remaining()) > 0) {
      lifetime.runFor(expire);
      store.confirm(origin, since());
    }
  }

  /** A primary that is a secondary itself vouches for no longer than it may (RFC 7314 §3). */
  private Duration expire(long announced) {
    Duration own = timing.expire();
    Duration theirs = Duration.ofSeconds(announced);
    return announced >= 0 && theirs.compareTo(own) < 0 ? theirs : own;
  }

  private Instant since() {
    return clock.instant().minus(timing.expire().minus(lifetime.remaining()));
  }

  private void prefer(Primary primary) {
    Collections.swap(primaries, 0, primaries.indexOf(primary));
  }

  private void succeeded(Primary primary) {
    failures = 0;
    Instant now = clock.instant();
    lastRefresh = new SecondaryFigures.Refresh(now, primary.toString(), "");
    next(timing.refresh());
  }

  private void failed(String why) {
    if (Thread.currentThread().isInterrupted()) {
      return; // the server is closing, which is nobody's fault
    }
    failures++;
    SecondaryFigures.Refresh last = lastRefresh;
    if (!why.equals(last.trouble())) { // said once, not with every try
      log.warn("{} is not refreshed: {}", origin, why);
    }
    lastRefresh = new SecondaryFigures.Refresh(last.at(), last.primary(), why);
    next(held == null ? Timing.firstRetry(least(), failures) : timing.retry());
  }

  private void next(Duration wait) {
    Duration chosen = Timing.jittered(wait, random);
    due = nanoClock.getAsLong() + chosen.toNanos();
    nextRefresh = clock.instant().plus(chosen);
  }

  private Duration least() {
    return rule.limits().minRefresh();
  }

  /** What may be answered from now on. For any thread. */
  FetchedZone fetched() {
    FetchedZone.Held current = held;
    if (current == null) {
      return new FetchedZone.Awaited(origin);
    }
    return lifetime.ended() ? new FetchedZone.Expired(origin) : current;
  }

  /** What an operator wants to know. For any thread. */
  SecondaryFigures figures() {
    FetchedZone.Held current = held;
    return new SecondaryFigures(
        origin.toString(),
        state(),
        current == null ? -1 : current.zone().soa().getSerial(),
        lastRefresh,
        nextRefresh,
        lifetime.remaining().toSeconds());
  }

  private SecondaryFigures.State state() {
    return switch (fetched()) {
      case FetchedZone.Awaited _ -> SecondaryFigures.State.AWAITED;
      case FetchedZone.Expired _ -> SecondaryFigures.State.EXPIRED;
      case FetchedZone.Held _ ->
          lastRefresh.trouble().isEmpty()
              ? SecondaryFigures.State.CURRENT
              : SecondaryFigures.State.RETRYING;
    };
  }
}
