package gslb.health.override;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest word on every thing, those that ended or were taken back among them. Putting sets
 * together gives the same in any order and any number of times, so no relay, late arrival or healed
 * cut can bring back an older word (P1, P20). Unchanging.
 *
 * @param byKey at most {@value #MAX_ENTRIES}
 */
public record OverrideSet(Map<TargetOverride.Key, TargetOverride> byKey) {

  /** More than operators ever have; the rest is not taken in. */
  public static final int MAX_ENTRIES = 4096;

  /** Nobody has said anything. */
  public static final OverrideSet EMPTY = new OverrideSet(Map.of());

  public OverrideSet {
    byKey = Map.copyOf(byKey);
  }

  /** The word on a thing; null if there is none. */
  public @Nullable TargetOverride get(TargetOverride.Key key) {
    return byKey.get(key);
  }

  /** This with others, of each key the latest. */
  public OverrideSet with(Collection<TargetOverride> coming, Instant now) {
    Map<TargetOverride.Key, TargetOverride> all = new HashMap<>(byKey);
    boolean changed = false;
    for (TargetOverride one : coming) {
      TargetOverride known = all.get(one.key());
      boolean taken =
          known == null
              ? all.size() < MAX_ENTRIES && !one.forgotten(now)
              : one.laterThan(known) && !one.forgotten(now);
      if (taken) {
        all.put(one.key(), one);
        changed = true;
      }
    }
    return changed ? new OverrideSet(all) : this;
  }

  /** What this has that another had not, earliest first. */
  public List<TargetOverride> since(OverrideSet before) {
    return byKey.values().stream()
        .filter(one -> !one.equals(before.get(one.key())))
        .sorted(Comparator.comparing(TargetOverride::version))
        .toList();
  }

  /** This without what need not be remembered any more. */
  public OverrideSet at(Instant now) {
    if (byKey.values().stream().noneMatch(one -> one.forgotten(now))) {
      return this;
    }
    Map<TargetOverride.Key, TargetOverride> left = new HashMap<>(byKey);
    left.values().removeIf(one -> one.forgotten(now));
    return new OverrideSet(left);
  }

  /** The version of the next word a host says. */
  public Version next(Instant now, String writer) {
    long highest = byKey.values().stream().mapToLong(one -> one.version().stamp()).max().orElse(-1);
    return new Version(Math.max(now.toEpochMilli(), highest + 1), writer);
  }
}
