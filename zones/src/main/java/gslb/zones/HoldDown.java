package gslb.zones;

import java.time.Duration;

/**
 * When a member that the vantages see up again stays down all the same.
 *
 * @param falls so many within {@code window} and it flaps, 2..100; 0 = it never does
 * @param window over which falls are counted, 1s..1d
 * @param hold how long the first fall too many holds it down; each further one doubles that
 * @param longest the hold never grows beyond it
 * @param resume who lets it come back
 */
public record HoldDown(int falls, Duration window, Duration hold, Duration longest, Resume resume) {

  /** Who lets a member come back that fell. */
  public enum Resume {
    /** The vantages do, when they see it up. */
    AUTOMATIC,
    /** An operator does, with {@code gslb restore}. */
    MANUAL
  }

  /** What holds where a pool says nothing: nobody is held down. */
  public static final HoldDown USUAL =
      new HoldDown(
          0, Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofHours(1), Resume.AUTOMATIC);

  public HoldDown {
    if (falls < 0 || falls == 1 || hold.compareTo(longest) > 0) {
      throw new IllegalArgumentException(falls + " falls, hold " + hold + " up to " + longest);
    }
  }
}
