package gslb.zones;

import gslb.zones.problem.ClosestWord;
import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every name the files declare and every use of one, with positions. The readers fill it in any
 * order; when all files are read, {@link #check} tells of the names that lead nowhere and of those
 * nobody uses.
 */
final class References {

  /** What a name can stand for. */
  enum Kind {
    /** In datacenters.yaml. */
    DATACENTER("datacenter", false),
    /** Declared by the datacenters in it. */
    REGION("region", false),
    /** In monitors.yaml. */
    MONITOR("monitor", true),
    /** In a pool file. */
    POOL("pool", true),
    /** In a map file. */
    MAP("map", true),
    /** In a map file. */
    GROUP("group", true);

    private final String word;
    private final boolean shouldBeUsed;

    Kind(String word, boolean shouldBeUsed) {
      this.word = word;
      this.shouldBeUsed = shouldBeUsed;
    }
  }

  /** A name where it is used. */
  record Use(Kind kind, String name, Position at, String path) {}

  private final Problems problems;
  private final Map<Kind, Map<String, Position>> declared = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();

  References(Problems problems) {
    this.problems = problems;
  }

  /** Declares a name at its key; a second one of a kind is reported, and false returned. */
  boolean declare(Kind kind, YamlEntry entry) {
    Position first = declare(kind, entry.key(), entry.position());
    if (first != null) {
      entry.error(
          "the "
              + kind.word
              + " '"
              + entry.key()
              + "' is declared a second time, first at "
              + first);
    }
    return first == null;
  }

  /** Declares a name that may be declared often; gives the first declaration's position, if any. */
  @Nullable Position declare(Kind kind, String name, Position at) {
    return declared.computeIfAbsent(kind, k -> new LinkedHashMap<>()).putIfAbsent(name, at);
  }

  /** A name that is read and at once noted as a use of what it stands for. */
  Expected<String> to(Kind kind) {
    return node -> {
      String name = Expected.name().read(node);
      if (name != null) {
        use(kind, name, node.position(), node.path());
      }
      return name;
    };
  }

  /** Notes a use outside a YAML value. */
  void use(Kind kind, String name, Position at, String path) {
    uses.add(new Use(kind, name, at, path));
  }

  /** How many uses are noted. */
  int uses() {
    return uses.size();
  }

  /** The uses noted after so many. */
  List<Use> usesAfter(int count) {
    return List.copyOf(uses.subList(count, uses.size()));
  }

  /** Notes uses of a file that is not read again. */
  void useAll(List<Use> again) {
    uses.addAll(again);
  }

  Set<String> names(Kind kind) {
    return declared.getOrDefault(kind, Map.of()).keySet();
  }

  /** Reports dangling uses and unused names; a name that was probably meant counts as used. */
  void check() {
    Map<Kind, Set<String>> used = new HashMap<>();
    for (Use use : uses) {
      Set<String> names = names(use.kind());
      String meant = use.name();
      if (!names.contains(meant)) {
        meant = ClosestWord.closest(use.name(), names);
        String path = use.path().isEmpty() ? "" : use.path() + ": ";
        problems.error(
            use.at(),
            path
                + "there is no "
                + use.kind().word
                + " '"
                + use.name()
                + "'"
                + ClosestWord.hint(use.name(), names));
      }
      if (meant != null) {
        used.computeIfAbsent(use.kind(), kind -> new HashSet<>()).add(meant);
      }
    }
    declared.forEach((kind, names) -> unused(kind, names, used.getOrDefault(kind, Set.of())));
  }

  private void unused(Kind kind, Map<String, Position> names, Set<String> used) {
    names.forEach((name, at) -> {
      if (kind.shouldBeUsed && !used.contains(name)) {
        problems.warning(at, "the " + kind.word + " '" + name + "' is not used");
      }
    });
  }
}
