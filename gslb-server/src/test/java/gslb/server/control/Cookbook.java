package gslb.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * docs/ref-steering.md as its test reads it. Under each heading there may be
 *
 * <ul>
 *   <li>definitions: blocks of {@code yaml}, {@code zone} or {@code text} that begin with a comment
 *       that names their file;
 *   <li>tables whose columns are some of {@code While}, {@code Client}, {@code Asks}, {@code
 *       Answer}, {@code TTL} and {@code Scope};
 *   <li>{@code console} blocks: what a command shows;
 *   <li>blocks named after other software: its own configuration.
 * </ul>
 *
 * @param common the files of the first recipe, which all others build on
 */
record Cookbook(Map<String, String> common, List<Recipe> recipes) {
  private static final List<String> DEFINITIONS = List.of("yaml", "zone", "text");
  private static final List<String> OTHERS =
      List.of("gdnsd", "lua", "route53", "ns1", "tmsh", "polaris", "k8gb");
  private static final List<String> COLUMNS =
      List.of("While", "Client", "Asks", "Answer", "TTL", "Scope");

  /**
   * What stands under a heading.
   *
   * @param line of the heading
   * @param files its own, by path
   * @param foreign how many blocks are other software's
   */
  record Recipe(
      String heading,
      int line,
      Map<String, String> files,
      List<Row> rows,
      List<Shown> shown,
      int foreign) {

    /** Whether it shows anything that could be wrong. */
    boolean empty() {
      return files.isEmpty() && rows.isEmpty() && shown.isEmpty() && foreign == 0;
    }
  }

  /**
   * A line of a table.
   *
   * @param cells by column, those that are not empty
   */
  record Row(int line, Map<String, String> cells) {
    String get(String column, String otherwise) {
      return cells.getOrDefault(column, otherwise);
    }
  }

  /**
   * A command and what it is said to print.
   *
   * @param command after the dollar sign
   * @param during what its comment says of the world
   */
  record Shown(int line, String command, String during, List<String> output) {}

  static Cookbook read(Path document) throws IOException {
    Reader reader = new Reader();
    Files.readAllLines(document).forEach(reader::line);
    List<Recipe> recipes = reader.recipes.stream().filter(recipe -> !recipe.empty()).toList();
    return new Cookbook(recipes.getFirst().files(), recipes);
  }

  private static final class Reader {
    private final List<Recipe> recipes = new ArrayList<>();
    private int line;
    private String fence = "";
    private String file = "";
    private List<String> columns = List.of();

    void line(String text) {
      line++;
      if (text.startsWith("```")) {
        fence(text.substring(3).strip());
      } else if (!fence.isEmpty()) {
        inBlock(text);
      } else if (text.startsWith("#")) {
        recipes.add(
            new Recipe(
                text.replaceFirst("#+ ", ""),
                line,
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                0));
      } else if (text.startsWith("|")) {
        table(cells(text));
      } else {
        columns = List.of();
      }
    }

    private void fence(String word) {
      if (!fence.isEmpty()) {
        fence = "";
        return;
      }
      if (OTHERS.contains(word)) {
        Recipe now = recipes.removeLast();
        recipes.add(
            new Recipe(now.heading, now.line, now.files, now.rows, now.shown, now.foreign + 1));
      } else if (!DEFINITIONS.contains(word) && !word.equals("console")) {
        throw wrong("a block nobody holds to anything: '" + word + "'");
      }
      fence = word;
      file = "";
    }

    private void inBlock(String text) {
      Recipe recipe = recipes.getLast();
      if (fence.equals("console")) {
        console(recipe, text);
      } else if (DEFINITIONS.contains(fence)) {
        if (file.isEmpty()) {
          if (!text.matches("[#;] \\S+")) {
            throw wrong("expected a comment with the file's name, found " + text);
          }
          file = text.substring(2);
        }
        recipe.files.merge(file, text + "\n", String::concat);
      }
    }

    private void console(Recipe recipe, String text) {
      if (text.startsWith("$ ")) {
        String[] parts = text.substring(2).split("\\s+# while ");
        recipe.shown.add(
            new Shown(line, parts[0], parts.length > 1 ? parts[1] : "", new ArrayList<>()));
      } else if (recipe.shown.isEmpty()) {
        throw wrong("output of no command");
      } else {
        recipe.shown.getLast().output.add(text);
      }
    }

    private static List<String> cells(String text) {
      return Arrays.stream(text.substring(1).split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
    }

    private void table(List<String> cells) {
      if (columns.isEmpty()) {
        columns = cells.subList(0, cells.size() - 1);
        return;
      }
      boolean held = columns.contains("Answer");
      if (held && !COLUMNS.containsAll(columns)) {
        throw wrong("columns nobody reads: " + columns);
      }
      if (held && !cells.getFirst().startsWith("--")) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          if (!cells.get(i).isEmpty()) {
            row.put(columns.get(i), cells.get(i));
          }
        }
        recipes.getLast().rows.add(new Row(line, row));
      }
    }

    private IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException("docs/ref-steering.md:" + line + ": " + what);
    }
  }
}
