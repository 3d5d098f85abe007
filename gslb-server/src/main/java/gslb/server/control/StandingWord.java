package gslb.server.control;

import gslb.health.override.TargetOverride;
import gslb.health.override.Word;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An override as this host counts its time: from when it was written, by the monotonic clock, so a
 * wall clock that is set later neither ends it nor prolongs it (P18).
 *
 * @param sinceNanos when it was written, as far as this host could tell when it learnt of it
 */
public record StandingWord(TargetOverride override, long sinceNanos) {

  boolean stands(long nowNanos) {
    Duration left = left(nowNanos);
    return override.says() && (left == null || left.isPositive());
  }

  /** How long it stands on; null = for ever. */
  @Nullable Duration left(long nowNanos) {
    Duration lifetime = override.lifetime();
    return lifetime == null ? null : lifetime.minusNanos(nowNanos - sinceNanos);
  }

  /** {@code drained by ops@host: new disks, for another 1h12m}. */
  String describe(long nowNanos) {
    String verb =
        switch (override.word()) {
          case Word.Drain _ -> "drained";
          case Word.Down _ -> "down";
          case Word.Up _ -> "up";
          case Word.Weight(int weight) -> "weight " + weight;
          case Word.Restored _ -> "restored";
        };
    Duration left = left(nowNanos);
    return "%s by %s: %s (%s, %s)"
        .formatted(
            verb,
            override.owner(),
            override.reason(),
            override.target(),
            left == null ? "for ever" : "for another " + Words.of(left));
  }

  Map<String, Object> document(long nowNanos) {
    Duration left = left(nowNanos);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("target", override.target().toString());
    document.put("word", override.word().toString());
    document.put("owner", override.owner());
    document.put("reason", override.reason());
    document.put("written", override.written().toString());
    document.put("host", override.version().writer());
    document.put("forever", left == null);
    document.put("left_seconds", left == null ? null : left.toSeconds());
    return document;
  }
}
