package gslb.zones;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The range and the templates of a {@code $GENERATE} line, as BIND defines it: {@code $} stands for
 * the number, {@code ${offset,width,base}} for it plus an offset, padded, in base d, o, x, X, n or
 * N; {@code \$} for the sign itself.
 *
 * @param step 1 or more
 */
record Generate(long start, long stop, long step) {

  /** The most records one line may make. */
  static final int MOST = 65_536;

  /** {@code 1-10} or {@code 1-10/2}; null for anything else, also for too many records. */
  static @Nullable Generate range(String text) {
    int slash = text.indexOf('/');
    String span = slash < 0 ? text : text.substring(0, slash);
    int dash = span.indexOf('-');
    if (dash < 0) {
      return null;
    }
    long start = number(span.substring(0, dash));
    long stop = number(span.substring(dash + 1));
    long step = slash < 0 ? 1 : number(text.substring(slash + 1));
    boolean valid = start >= 0 && stop >= start && step >= 1 && (stop - start) / step < MOST;
    return valid ? new Generate(start, stop, step) : null;
  }

  /** A template with the number put in; null if what stands in braces is not understood. */
  static @Nullable String expand(String template, long number) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i++);
      if (c == '\\' && i < template.length()) {
        if (template.charAt(i) != '$') {
          out.append(c);
        }
        out.append(template.charAt(i++));
      } else if (c != '$') {
        out.append(c);
      } else if (i < template.length() && template.charAt(i) == '{') {
        int end = template.indexOf('}', i);
        String value = end < 0 ? null : modified(template.substring(i + 1, end), number);
        if (value == null) {
          return null;
        }
        out.append(value);
        i = end + 1;
      } else {
        out.append(number);
      }
    }
    return out.toString();
  }

  private static @Nullable String modified(String modifiers, long number) {
    int first = modifiers.indexOf(',');
    int second = first < 0 ? -1 : modifiers.indexOf(',', first + 1);
    String offset = first < 0 ? modifiers : modifiers.substring(0, first);
    String width =
        first < 0 ? "0" : modifiers.substring(first + 1, second < 0 ? modifiers.length() : second);
    String base = second < 0 ? "d" : modifiers.substring(second + 1);
    boolean negative = offset.startsWith("-");
    long shift = number(negative ? offset.substring(1) : offset);
    long pad = number(width);
    long value = number + (negative ? -shift : shift);
    if (shift < 0 || pad < 0 || pad > 255 || value < 0) {
      return null;
    }
    String digits =
        switch (base) {
          case "d" -> Long.toString(value);
          case "o" -> Long.toOctalString(value);
          case "x" -> Long.toHexString(value);
          case "X" -> Long.toHexString(value).toUpperCase(Locale.ROOT);
          case "n" -> nibbles(value, (int) pad);
          case "N" -> nibbles(value, (int) pad).toUpperCase(Locale.ROOT);
          default -> null;
        };
    return digits == null ? null : "0".repeat(Math.max(0, (int) pad - digits.length())) + digits;
  }

  /** Hexadecimal digits, the lowest first, with dots: the labels of a reverse IPv6 name. */
  private static String nibbles(long value, int width) {
    StringBuilder out = new StringBuilder();
    long rest = value;
    do {
      out.append(out.isEmpty() ? "" : ".").append(Character.forDigit((int) (rest & 15), 16));
      rest >>>= 4;
    } while (rest != 0 || out.length() < width);
    return out.toString();
  }

  /** Up to nine digits, or -1. */
  private static long number(String text) {
    if (text.isEmpty() || text.length() > 9 || text.chars().anyMatch(c -> c < '0' || c > '9')) {
      return -1;
    }
    return Long.parseLong(text);
  }
}
