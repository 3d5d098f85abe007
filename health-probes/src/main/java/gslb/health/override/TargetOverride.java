package gslb.health.override;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An override: an operator's standing word.
 *
 * @param target what it is about
 * @param word what is said
 * @param owner who says it, at most {@value #MAX_TEXT} characters
 * @param reason why, at most {@value #MAX_TEXT} characters
 * @param written when, by the clock of the host that took it
 * @param lifetime how long it stands from then, a second to {@link #LONGEST}; null = for ever
 * @param version tells it from earlier and later words
 */
public record TargetOverride(
    OverrideTarget target,
    Word word,
    String owner,
    String reason,
    Instant written,
    @Nullable Duration lifetime,
    Version version) {

  /** No host takes a longer text. */
  public static final int MAX_TEXT = 200;

  /** No word with an end lasts longer. */
  public static final Duration LONGEST = Duration.ofDays(365);

  /**
   * So long a word that has ended or was taken back is remembered: no older one that somebody kept
   * can return meanwhile. Longer than any word with an end can last.
   */
  public static final Duration REMEMBERED = Duration.ofDays(366);

  /** Later words last; of one version (a speaker that lost its memory) some fixed order. */
  private static final Comparator<TargetOverride> ORDER =
      Comparator.comparing(TargetOverride::version).thenComparing(TargetOverride::toString);

  public TargetOverride {
    if (owner.length() > MAX_TEXT || reason.length() > MAX_TEXT) {
      throw new IllegalArgumentException("owner or reason of more than " + MAX_TEXT);
    }
    if (lifetime != null
        && (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException("lifetime " + lifetime);
    }
  }

  /**
   * One word on one thing.
   *
   * @param target what it is about
   * @param aspect what the word decides
   */
  public record Key(OverrideTarget target, Word.Aspect aspect) {
    @Override
    public String toString() {
      return target + "|" + aspect;
    }
  }

  /** Later words of the same key supersede it. */
  public Key key() {
    return new Key(target, word.aspect());
  }

  /** Whether this one supersedes another of the same key. */
  public boolean laterThan(TargetOverride other) {
    return ORDER.compare(this, other) > 0;
  }

  /** Whether it says something, as long as it lasts. */
  public boolean says() {
    return !(word instanceof Word.Restored);
  }

  /**
   * How long ago it was written, as far as a clock can tell: never less than no time, never more
   * than all of its lifetime.
   *
   * @param now by the receiver's clock
   */
  public Duration age(Instant now) {
    Duration age = Duration.between(written, now);
    if (age.isNegative()) {
      return Duration.ZERO;
    }
    return lifetime != null && age.compareTo(lifetime) > 0 ? lifetime : age;
  }

  /** Whether it need not be remembered any more. */
  boolean forgotten(Instant now) {
    Duration lasting = says() ? lifetime : Duration.ZERO;
    return lasting != null && written.plus(lasting).plus(REMEMBERED).isBefore(now);
  }
}
