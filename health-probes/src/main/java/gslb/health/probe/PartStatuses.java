package gslb.health.probe;

import gslb.health.status.MemberStatus;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one vantage's statuses under several monitors come to under their composite. Pure. */
final class PartStatuses {

  /** A part with a status. */
  record Part(String monitor, MemberStatus status) {}

  private PartStatuses() {}

  /**
   * The status of the whole: up with so many parts up, down as soon as so many cannot be had.
   *
   * @param needed 1 to {@code all}
   * @param all how many parts there are
   * @param known those with a status, in order
   * @return null while it depends on a part without a status
   */
  static @Nullable MemberStatus together(int needed, int all, List<Part> known) {
    int up = (int) known.stream().filter(part -> part.status().up()).count();
    boolean enough = up >= needed;
    if (!enough && up + all - known.size() >= needed) {
      return null;
    }
    double load =
        known.stream().mapToDouble(part -> part.status().load()).max().orElse(MemberStatus.UNTOLD);
    return new MemberStatus(enough, reason(up, all, known), quality(needed, known), load);
  }

  /** The parts that are down have the word. */
  private static String reason(int up, int all, List<Part> known) {
    String details =
        known.stream()
            .filter(part -> !part.status().up())
            .map(part -> part.monitor() + " " + part.status().reason())
            .collect(Collectors.joining(", "));
    return up + " of " + all + " up" + (details.isEmpty() ? "" : "; " + details);
  }

  /** That of the worst of the needed parts, the best ones taken. */
  private static int quality(int needed, List<Part> known) {
    return known.stream()
        .map(part -> part.status().quality())
        .sorted(Comparator.reverseOrder())
        .limit(needed)
        .reduce(Math::min)
        .orElse(MemberStatus.GOOD);
  }
}
