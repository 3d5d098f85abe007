package gslb.server.control;

import java.time.Duration;
import java.util.Locale;

/** How constants and times are spelled where operators read them. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** In hours, minutes and seconds: {@code 1h12m}. */
  static String of(Duration duration) {
    return Duration.ofSeconds(Math.max(0, duration.toSeconds()))
        .toString()
        .substring(2)
        .toLowerCase(Locale.ROOT);
  }
}
