package gslb.zones.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the word an operator probably meant. */
public final class ClosestWord {

  private ClosestWord() {}

  /**
   * The tail of a message about an unknown word: a guess if one is near, else the words there are.
   * Empty when there are none.
   */
  public static String hint(String written, Collection<String> words) {
    String closest = closest(written, words);
    if (closest != null) {
      return "; did you mean '" + closest + "'?";
    }
    return words.isEmpty() || words.size() > 12
        ? ""
        : ", expected " + words.stream().sorted().collect(Collectors.joining(", "));
  }

  /** The nearest word within a third of the written length (at least one letter), or null. */
  public static @Nullable String closest(String written, Collection<String> words) {
    String best = null;
    int bestDistance = Math.max(1, written.length() / 3) + 1;
    for (String word : words) {
      int distance = distance(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
      if (distance < bestDistance
          || (distance == bestDistance && best != null && word.compareTo(best) < 0)) {
        best = word;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Letters to change, add, leave out or swap with their neighbour (restricted Damerau). */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(row[j - 1], last[j]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
