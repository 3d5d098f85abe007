package gslb.server.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two tables of docs/architecture.md.
 *
 * @param rows by package
 * @param libraries each with its classes' packages and its rooms
 */
record HousePlan(Map<String, Integer> rows, List<Library> libraries) {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  record Library(String name, List<String> packages, List<String> rooms) {}

  static HousePlan read() throws IOException {
    Map<String, Integer> rows = new HashMap<>();
    List<Library> libraries = new ArrayList<>();
    Path page = Path.of(System.getProperty("gslb.root"), "docs", "architecture.md");
    for (String line : Files.readAllLines(page)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length < 4 || line.startsWith("|--")) {
        continue;
      }
      String first = cells[1].strip();
      if (first.matches("\\d+")) {
        quoted(line).forEach(room -> rows.put(room, Integer.valueOf(first)));
      } else if (cells[3].contains("`gslb.")) {
        libraries.add(new Library(first, quoted(cells[2]), quoted(cells[3])));
      }
    }
    if (rows.size() < 15 || libraries.size() < 5) {
      throw new IOException(page + ": tables not found");
    }
    return new HousePlan(rows, libraries);
  }

  boolean has(String room) {
    return rows.containsKey(room);
  }

  /** Why a class of the room may not use the package, if so. */
  Optional<String> objection(String room, String used) {
    if (used.equals("gslb") || used.startsWith("gslb.")) {
      return looksDown(room, used);
    }
    return libraries.stream()
        .filter(library -> library.packages().stream().anyMatch(name -> within(used, name)))
        .filter(library -> !library.rooms().contains(room))
        .map(library -> library.name() + " may be imported only in " + library.rooms())
        .findFirst();
  }

  private Optional<String> looksDown(String room, String used) {
    Integer from = rows.get(room);
    Integer to = rows.get(used);
    if (from == null || to == null) {
      return Optional.of(used + " is not in the picture");
    }
    return to < from
        ? Optional.empty()
        : Optional.of("%s is on row %d, %s on row %d".formatted(room, from, used, to));
  }

  private static boolean within(String used, String name) {
    return used.equals(name) || used.startsWith(name + ".");
  }

  private static List<String> quoted(String text) {
    List<String> words = new ArrayList<>();
    for (Matcher matcher = QUOTED.matcher(text); matcher.find(); ) {
      words.add(matcher.group(1));
    }
    return words;
  }
}
