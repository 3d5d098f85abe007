package gslb.server.control;

import java.util.Locale;

/** How constants are spelled where operators read them. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
