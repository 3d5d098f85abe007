package gslb.server.forecast;

import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SteeredName;
import gslb.zones.AnswerType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An owner name that is steered before, after, or both.
 *
 * @param before null = it was not steered
 * @param after null = it is not steered any more
 */
record Matched(String owner, @Nullable SteeredName before, @Nullable SteeredName after) {

  /**
   * The names of two snapshots, in the order of the later one, those that are gone at the end.
   *
   * @param wanted by owner
   */
  static List<Matched> of(Snapshot before, Snapshot after, Predicate<String> wanted) {
    Map<String, SteeredName> old = new LinkedHashMap<>();
    before.steered().forEach(name -> old.put(name.policy().owner(), name));
    List<Matched> matched = new ArrayList<>();
    for (SteeredName name : after.steered()) {
      String owner = name.policy().owner();
      matched.add(new Matched(owner, old.remove(owner), name));
    }
    old.forEach((owner, name) -> matched.add(new Matched(owner, name, null)));
    return matched.stream().filter(name -> wanted.test(name.owner())).toList();
  }

  /** The types it is steered for before or after. */
  Set<AnswerType> types() {
    Set<AnswerType> types = EnumSet.noneOf(AnswerType.class);
    if (before != null) {
      types.addAll(before.types());
    }
    if (after != null) {
      types.addAll(after.types());
    }
    return types;
  }

  /** What became of it for a type, were it not for who moves. */
  Change change(AnswerType type) {
    boolean was = before != null && before.types().contains(type);
    boolean is = after != null && after.types().contains(type);
    return was && is ? Change.NONE : was ? Change.REMOVED : Change.ADDED;
  }
}
