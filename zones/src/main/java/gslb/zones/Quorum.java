package gslb.zones;

/**
 * How many of the vantages with a fresh status must see a member up for its verdict to be up
 * (S-17).
 */
public sealed interface Quorum {

  /** More than half; a tie of an even number counts as up. */
  record Majority() implements Quorum {}

  /** One is enough. */
  record Any() implements Quorum {}

  /** Every one. */
  record All() implements Quorum {}

  /**
   * At least {@code vantages}, 1 or more; fewer fresh vantages than that lower it to all of them.
   */
  record AtLeast(int vantages) implements Quorum {}

  /** At least this share, 1..100. */
  record Percent(int percent) implements Quorum {}

  /**
   * Whether {@code up} out of {@code fresh} vantages suffice.
   *
   * @param fresh 1 or more
   */
  default boolean reached(int up, int fresh) {
    return switch (this) {
      case Majority() -> up > 0 && up * 2 >= fresh;
      case Any() -> up > 0;
      case All() -> up == fresh;
      case AtLeast(int vantages) -> up >= Math.min(vantages, fresh);
      case Percent(int percent) -> up > 0 && up * 100 >= fresh * percent;
    };
  }
}
