package gslb.server.transfer;

import gslb.zones.Declarations;
import gslb.zones.Zone;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;

/**
 * Tells secondaries that zones have changed (RFC 1996), each until it acknowledges or the tries are
 * spent; a secondary that misses all of them finds out when its refresh time is over.
 */
public final class Notifier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);
  private static final int TRIES = 5;
  private static final int AT_ONCE = 32;

  /** For senders to end once they are told; none needs more than a moment. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  /** A secondary of a zone. */
  private record Secondary(Name zone, InetSocketAddress address) {}

  private final List<NotifyRule> rules;
  private final InstantSource clock;
  private final Duration firstWait;
  private final Semaphore underWay = new Semaphore(AT_ONCE);
  private final AtomicInteger unanswered = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("notify-", 0).factory());

  /** The serial each is to be told; an older notice gives up its tries. */
  private final Map<Secondary, Long> latest = new ConcurrentHashMap<>();

  /** What was served last; for the thread that publishes. */
  private Map<Name, Zone> served = new HashMap<>();

  /**
   * A notifier that has nothing to tell yet.
   *
   * @param firstWait for the first acknowledgement; doubles with each of five tries
   */
  public Notifier(List<NotifyRule> rules, InstantSource clock, Duration firstWait) {
    this.rules = List.copyOf(rules);
    this.clock = clock;
    this.firstWait = firstWait;
  }

  /**
   * Takes note of what is served from now on and tells who is to know. At the first call that is
   * everything: zones may have changed while the server was down. For the thread that publishes.
   */
  public void published(Declarations declarations) {
    if (rules.isEmpty()) {
      return;
    }
    Map<Name, Zone> now = new HashMap<>();
    for (Zone zone : declarations.zones()) {
      now.put(zone.origin(), zone);
      Zone before = served.get(zone.origin());
      SOARecord soa = zone.soa();
      if (before == null || before.soa().getSerial() != soa.getSerial()) {
        tell(zone.origin(), soa);
      } else if (!content(before).equals(content(zone))) {
        log.warn(
            "{} has changed and its serial has not: secondaries keep what they have until it is"
                + " above {}",
            zone.origin(),
            soa.getSerial());
      }
    }
    served = now;
  }

  private static Set<String> content(Zone zone) {
    return zone.rrsets().stream()
        .flatMap(ZoneStream::records)
        .map(record -> record.toString())
        .collect(Collectors.toSet());
  }

  private void tell(Name zone, SOARecord soa) {
    for (NotifyRule rule : rules) {
      if (rule.zones().includes(zone)) {
        for (InetSocketAddress address : rule.addresses()) {
          latest.put(new Secondary(zone, address), soa.getSerial());
          senders.execute(
              () -> tell(new Secondary(zone, address), new Notice(soa, rule.key(), clock)));
        }
      }
    }
  }

  private void tell(Secondary secondary, Notice notice) {
    try {
      underWay.acquire();
      try {
        Duration wait = firstWait;
        for (int i = 0; i < TRIES; i++, wait = wait.multipliedBy(2)) {
          long deadline = System.nanoTime() + wait.toNanos();
          if (!Long.valueOf(notice.serial()).equals(latest.get(secondary))) {
            return; // a later notice says more
          }
          if (notice.send(secondary.address(), wait)) {
            log.info(
                "{} knows of {} serial {}", secondary.address(), secondary.zone(), notice.serial());
            return;
          }
          // Where nobody listens that is known at once, and is no reason to come again sooner.
          if (closed.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return;
          }
        }
      } finally {
        underWay.release();
      }
      if (Long.valueOf(notice.serial()).equals(latest.get(secondary))) {
        unanswered.incrementAndGet();
        log.warn(
            "{} did not acknowledge {} serial {}; it will find out at its next refresh",
            secondary.address(),
            secondary.zone(),
            notice.serial());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("{} not told of {}", secondary.address(), secondary.zone(), e);
    }
  }

  /** Notices that were never acknowledged, so far. */
  public int unanswered() {
    return unanswered.get();
  }

  /** Gives up every notice, whether its sender waits for an answer or for its next try. */
  @Override
  public void close() {
    closed.countDown();
    senders.shutdownNow();
    try {
      if (!senders.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("notices are still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
