package gslb.zones;

import gslb.zones.problem.ClosestWord;
import gslb.zones.problem.Position;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Named lists of places from the map files; maps and rules of every file may use them. */
final class Groups {

  private final References references;
  private final Map<String, List<PlaceCode>> groups = new HashMap<>();

  Groups(References references) {
    this.references = references;
  }

  /** Takes the {@code groups:} of a map file. All map files come before the first use. */
  void read(YamlMapping root) {
    for (YamlEntry entry : root.mapping("groups").entries()) {
      if (!isGroupName(entry.key())) {
        entry.error("a group's name is of lower-case letters, digits, '-' and '_'");
      } else if (references.declare(References.Kind.GROUP, entry)) {
        List<PlaceCode> places = Expected.nonEmptyListOf(Groups::place).read(entry.value());
        groups.put(entry.key(), places == null ? List.of() : places);
      }
    }
  }

  /** What each group's name stands for. */
  Map<String, List<PlaceCode>> byName() {
    return Map.copyOf(groups);
  }

  /**
   * The places a word stands for: a group's, or the one it names itself.
   *
   * @param at where the word stands
   * @return empty after a problem was reported
   */
  List<PlaceCode> places(String word, Position at, Consumer<String> report) {
    List<PlaceCode> group = groups.get(word);
    if (group != null) {
      references.use(References.Kind.GROUP, word, at, "");
      return group;
    }
    if (isGroupName(word)) {
      report.accept("there is no group '" + word + "'" + ClosestWord.hint(word, groups.keySet()));
      return List.of();
    }
    PlaceCode place = PlaceWord.parse(word, report);
    return place == null ? List.of() : List.of(place);
  }

  private static @Nullable PlaceCode place(YamlNode node) {
    String word = Expected.text().read(node);
    return word == null ? null : PlaceWord.parse(word, node::error);
  }

  /** Lower case sets groups apart from place codes. */
  static boolean isGroupName(String word) {
    return Expected.isName(word)
        && word.charAt(0) >= 'a'
        && word.charAt(0) <= 'z'
        && word.chars().noneMatch(c -> c >= 'A' && c <= 'Z');
  }
}
