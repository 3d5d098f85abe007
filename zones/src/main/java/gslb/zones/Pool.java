package gslb.zones;

import java.util.List;

/**
 * Members that can stand for one owner name.
 *
 * @param name unique over all pool files
 * @param monitor the name of the monitor that judges its members
 * @param selection how it chooses among usable members
 * @param maxAnswers at most this many records in an answer, 1..64
 * @param minimumHealthy below it the pool counts as down
 * @param members in file order, names unique, at least one
 */
public record Pool(
    String name,
    String monitor,
    Selection selection,
    int maxAnswers,
    MinimumHealthy minimumHealthy,
    List<Member> members) {

  /** The most records an answer may hold. */
  public static final int MOST_ANSWERS = 64;

  public Pool {
    members = List.copyOf(members);
  }
}
