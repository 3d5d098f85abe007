package gslb.zones;

import org.jspecify.annotations.Nullable;

/** Autonomous system numbers as text (RFC 6793: 32 bits). */
final class AsnText {

  static final String EXPECTED = "an autonomous system number 1..4294967295";

  static final long LARGEST = 4_294_967_295L;

  private AsnText() {}

  /** The number, or null if the text is none. */
  static @Nullable Long parse(String text) {
    if (text.isEmpty()
        || text.length() > 10
        || text.charAt(0) == '0'
        || text.chars().anyMatch(c -> c < '0' || c > '9')) {
      return null;
    }
    long number = Long.parseLong(text);
    return number <= LARGEST ? number : null;
  }
}
