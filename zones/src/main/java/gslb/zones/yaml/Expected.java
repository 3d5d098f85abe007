package gslb.zones.yaml;

import gslb.zones.problem.ClosestWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants a YAML value to be. A value that is something else is reported with its
 * position and read as null.
 */
@FunctionalInterface
public interface Expected<T> {

  /** The value, or null after a problem was reported at the node. */
  @Nullable T read(YamlNode node);

  /** Any text; numbers and booleans must be quoted to be text. */
  static Expected<String> text() {
    return text("text", text -> text);
  }

  /**
   * Text that {@code parse} understands.
   *
   * @param what for the message, with an example: {@code "a duration such as 10s"}
   * @param parse gives null for what it does not understand
   */
  static <T> Expected<T> text(String what, Function<String, @Nullable T> parse) {
    return node -> {
      T value =
          node instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.TEXT
              ? parse.apply(scalar.text())
              : null;
      if (value == null) {
        node.expected(what);
      }
      return value;
    };
  }

  /**
   * A name the operator gives: letters, digits, {@code - _ .}, at most 63, a letter or digit first.
   */
  static Expected<String> name() {
    return text("a name of letters, digits, '-', '_' and '.'", text -> isName(text) ? text : null);
  }

  /** Whether a key may name something; see {@link #name}. */
  static boolean isName(String text) {
    if (text.isEmpty() || text.length() > 63) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && (i == 0 || "-_.".indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  /** A whole number, both bounds included. */
  static Expected<Integer> integer(int min, int max) {
    return node -> {
      Long value = whole(min, max).read(node);
      return value == null ? null : Math.toIntExact(value);
    };
  }

  /** A whole number, both bounds included. */
  static Expected<Long> whole(long min, long max) {
    return node -> {
      if (node instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.INTEGER) {
        try {
          long value = Long.parseLong(scalar.text());
          if (min <= value && value <= max) {
            return value;
          }
        } catch (NumberFormatException e) {
          // hexadecimal, octal or too large: told below like any other number out of range
        }
      }
      node.expected(min == max ? Long.toString(min) : "a whole number " + min + ".." + max);
      return null;
    };
  }

  /** A number, both bounds included. */
  static Expected<Double> number(int min, int max) {
    return node -> {
      if (node instanceof YamlScalar scalar
          && (scalar.type() == YamlScalar.Type.INTEGER
              || scalar.type() == YamlScalar.Type.DECIMAL)) {
        try {
          double value = Double.parseDouble(scalar.text());
          if (min <= value && value <= max) {
            return value;
          }
        } catch (NumberFormatException e) {
          // .inf and its like: out of range
        }
      }
      node.expected("a number " + min + ".." + max);
      return null;
    };
  }

  /** {@code true} or {@code false}. */
  static Expected<Boolean> bool() {
    return node -> {
      if (node instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.BOOLEAN) {
        return scalar.text().equalsIgnoreCase("true");
      }
      node.expected("true or false");
      return null;
    };
  }

  /** A whole number with its unit, {@code 500ms 10s 5m 1h 14d}; both bounds included. */
  static Expected<Duration> duration(Duration min, Duration max) {
    String what =
        "a duration such as 500ms, 10s or 5m, at least "
            + DurationText.print(min)
            + " and at most "
            + DurationText.print(max);
    return text(
        what,
        text -> {
          Duration value = DurationText.parse(text);
          return value == null || value.compareTo(min) < 0 || value.compareTo(max) > 0
              ? null
              : value;
        });
  }

  /** {@code 1%}..{@code 100%}. */
  static Expected<Integer> percent() {
    return text(
        "a percentage such as 50%, 1%..100%",
        text -> {
          for (int percent = 1; percent <= 100; percent++) {
            if (text.equals(percent + "%")) {
              return percent;
            }
          }
          return null;
        });
  }

  /** One of an enum's constants, written in lower case. */
  static <E extends Enum<E>> Expected<E> word(Class<E> type) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      words.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return word(words);
  }

  /** One of these words. */
  static <T> Expected<T> word(Map<String, T> words) {
    return node -> {
      if (node instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.TEXT) {
        T value = words.get(scalar.text());
        if (value == null) {
          String closest = ClosestWord.closest(scalar.text(), words.keySet());
          node.error(
              "expected "
                  + alternatives(words.keySet())
                  + ", found '"
                  + scalar.text()
                  + "'"
                  + (closest == null ? "" : "; did you mean '" + closest + "'?"));
        }
        return value;
      }
      node.expected(alternatives(words.keySet()));
      return null;
    };
  }

  /** A list, empty or not. Wrong items are reported and left out. */
  static <T> Expected<List<T>> listOf(Expected<T> item) {
    return node -> {
      if (!(node instanceof YamlList list)) {
        node.expected("a list");
        return null;
      }
      List<T> values = new ArrayList<>();
      for (YamlNode each : list.items()) {
        T value = item.read(each);
        if (value != null) {
          values.add(value);
        }
      }
      return List.copyOf(values);
    };
  }

  /** A list of at least one item. */
  static <T> Expected<List<T>> nonEmptyListOf(Expected<T> item) {
    return node -> {
      if (node instanceof YamlList list && list.items().isEmpty()) {
        node.error("expected at least one item, found an empty list");
        return null;
      }
      return listOf(item).read(node);
    };
  }

  /** A mapping. */
  static Expected<YamlMapping> mapping() {
    return node -> {
      if (node instanceof YamlMapping mapping) {
        return mapping;
      }
      node.expected("a mapping");
      return null;
    };
  }

  private static String alternatives(Set<String> words) {
    List<String> sorted = words.stream().sorted().toList();
    int last = sorted.size() - 1;
    return last < 1
        ? String.join("", sorted)
        : String.join(", ", sorted.subList(0, last)) + " or " + sorted.get(last);
  }
}
