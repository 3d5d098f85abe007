package gslb.health.verdict;

import gslb.zones.HoldDown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an endpoint stays down that the vantages see up: it fell too often, or it waits for an
 * operator. Each fall while it flaps holds it down for twice as long as the one before, up to the
 * longest; a window without a fall after a hold and it starts from the shortest again. Pure.
 *
 * @param falls when it fell within the window, by a monotonic clock, at most as many as are too
 *     many
 * @param times how many falls in a row were too many; 0 = it does not flap
 * @param untilNanos when the hold ends; valid with {@code times}
 * @param stopped whether an operator has to let it come back
 */
public record Hold(List<Long> falls, int times, long untilNanos, boolean stopped) {

  /** Waits for an operator, as it did before a restart. */
  public static final Hold STOPPED = new Hold(List.of(), 0, 0, true);

  private static final int MOST_DOUBLINGS = 30;

  public Hold {
    falls = List.copyOf(falls);
  }

  /**
   * After one more fall.
   *
   * @param last null = it did not fall lately
   * @param nowNanos of a monotonic clock
   */
  public static Hold fallen(@Nullable Hold last, HoldDown rule, long nowNanos) {
    List<Long> falls = new ArrayList<>(last == null ? List.of() : last.within(rule, nowNanos));
    falls.add(nowNanos);
    int times = last == null ? 0 : last.times;
    long until = last == null ? nowNanos : last.untilNanos;
    if (rule.falls() > 0 && falls.size() >= rule.falls()) {
      times++;
      until = nowNanos + lasting(rule, times).toNanos();
      while (falls.size() > rule.falls()) {
        falls.removeFirst();
      }
    }
    boolean stopped = rule.resume() == HoldDown.Resume.MANUAL;
    return new Hold(rule.falls() == 0 ? List.of() : falls, times, until, stopped);
  }

  /** How long the hold is that so many falls in a row come to. */
  static Duration lasting(HoldDown rule, int times) {
    Duration grown = rule.hold().multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
    return grown.compareTo(rule.longest()) < 0 ? grown : rule.longest();
  }

  /** What is left of it; null once it has no bearing any more. */
  public @Nullable Hold at(HoldDown rule, long nowNanos) {
    List<Long> within = within(rule, nowNanos);
    boolean calm = within.isEmpty() && nowNanos - untilNanos >= rule.window().toNanos();
    boolean waits = stopped && rule.resume() == HoldDown.Resume.MANUAL;
    if (calm || rule.falls() == 0) {
      return waits ? STOPPED : null;
    }
    return within.equals(falls) && waits == stopped
        ? this
        : new Hold(within, times, untilNanos, waits);
  }

  private List<Long> within(HoldDown rule, long nowNanos) {
    return falls.stream().filter(fall -> nowNanos - fall < rule.window().toNanos()).toList();
  }

  /** Whether it flaps and is held down for that. */
  public boolean flapping(long nowNanos) {
    return times > 0 && nowNanos < untilNanos;
  }

  /** Whether it is held down. */
  public boolean down(long nowNanos) {
    return stopped || flapping(nowNanos);
  }

  /** Why, for people; {@link #down} holds. */
  public String describe(HoldDown rule, long nowNanos) {
    return stopped
        ? "fell, and stays down until gslb restore"
        : "fell %d times within %s: held down for another %s"
            .formatted(
                falls.size(), words(rule.window()), words(Duration.ofNanos(untilNanos - nowNanos)));
  }

  private static String words(Duration duration) {
    return Duration.ofSeconds(Math.max(1, duration.toSeconds()))
        .toString()
        .substring(2)
        .toLowerCase(Locale.ROOT);
  }
}
