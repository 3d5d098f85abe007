package gslb.health.override;

import java.util.Comparator;

/**
 * Which of two words on one thing is the later (P1, P20). Who speaks takes a stamp above all he has
 * seen, so a word is later than every word its speaker knew of. Only between words of speakers who
 * knew nothing of each other their clocks decide, and then their names.
 *
 * @param stamp milliseconds of the speaker's clock, or one more than the highest stamp he knew
 * @param writer the speaker's host
 */
public record Version(long stamp, String writer) implements Comparable<Version> {

  /** Higher ones are refused: nobody could speak after one. */
  public static final long HIGHEST = 1L << 60;

  private static final Comparator<Version> ORDER =
      Comparator.comparingLong(Version::stamp).thenComparing(Version::writer);

  public Version {
    if (stamp < 0 || stamp > HIGHEST || writer.length() > 255) {
      throw new IllegalArgumentException("version " + stamp + " of " + writer);
    }
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
