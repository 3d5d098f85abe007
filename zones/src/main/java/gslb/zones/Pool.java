package gslb.zones;

import java.time.Duration;
import java.util.List;

/**
 * Members that can stand for one owner name.
 *
 * @param name unique over all pool files
 * @param monitor the name of the monitor that judges its members
 * @param selection how it chooses among usable members
 * @param maxAnswers at most this many records in an answer, 1..64
 * @param minimumHealthy below it the pool counts as down
 * @param healthFloor what bad health leaves of a member's weight at least, in percent, 1..100; 100
 *     = health does not touch weights
 * @param ramp how long a member that comes back takes to be ready for all of its clients, and one
 *     that is drained to lose them; zero = it happens at once
 * @param safetyFloor operators cannot take members away below it without force; nor below {@code
 *     minimumHealthy}
 * @param holdDown when a member that came back stays down all the same
 * @param members in file order, names unique, at least one
 */
public record Pool(
    String name,
    String monitor,
    Selection selection,
    int maxAnswers,
    MinimumHealthy minimumHealthy,
    int healthFloor,
    Duration ramp,
    MinimumHealthy safetyFloor,
    HoldDown holdDown,
    List<Member> members) {

  /** The most records an answer may hold. */
  public static final int MOST_ANSWERS = 64;

  public Pool {
    members = List.copyOf(members);
  }

  /** The same with other members. */
  public Pool with(List<Member> others) {
    return new Pool(
        name,
        monitor,
        selection,
        maxAnswers,
        minimumHealthy,
        healthFloor,
        ramp,
        safetyFloor,
        holdDown,
        others);
  }

  /** With no safety floor of its own, and held down as is usual. */
  public Pool(
      String name,
      String monitor,
      Selection selection,
      int maxAnswers,
      MinimumHealthy minimumHealthy,
      int healthFloor,
      Duration ramp,
      List<Member> members) {
    this(
        name,
        monitor,
        selection,
        maxAnswers,
        minimumHealthy,
        healthFloor,
        ramp,
        new MinimumHealthy.Count(1),
        HoldDown.USUAL,
        members);
  }

  /** Without floor or ramp: a member is answered by its declared weight as soon as it is up. */
  public Pool(
      String name,
      String monitor,
      Selection selection,
      int maxAnswers,
      MinimumHealthy minimumHealthy,
      List<Member> members) {
    this(name, monitor, selection, maxAnswers, minimumHealthy, 100, Duration.ZERO, members);
  }
}
