package gslb.zones;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cases in the text of the files themselves, in {@code src/test/resources/cases}: {@code ===}
 * starts a case, {@code ---} a file of it, {@code --- expect} lists the problems the folder has.
 */
final class Cases {

  /**
   * A definitions folder and what is to be told of it.
   *
   * @param files by name, those of {@code base.txt} among them
   */
  record Case(String phenomenon, String name, Map<String, String> files, String expected) {

    /** Writes the folder and gives what is told of it, a line a problem. */
    String told(Path folder) throws IOException {
      for (Map.Entry<String, String> file : files.entrySet()) {
        if (!file.getValue().isEmpty()) {
          Path path = folder.resolve(file.getKey());
          Files.createDirectories(path.getParent());
          Files.writeString(path, file.getValue());
        }
      }
      StringBuilder told = new StringBuilder();
      DefinitionsFolder.read(folder).problems().forEach(p -> told.append(p).append('\n'));
      return told.toString();
    }

    @Override
    public String toString() {
      return phenomenon + ": " + name;
    }
  }

  private Cases() {}

  /** The cases of a phenomenon. */
  static List<Case> of(String phenomenon) {
    List<Case> cases = new ArrayList<>();
    String base = text("base");
    for (String part : text(phenomenon).split("(?m)^=== ")) {
      if (!part.isBlank()) {
        Map<String, String> files = files(base);
        files.putAll(files(part));
        String expected = files.remove("expect");
        if (expected == null) {
          throw new IllegalArgumentException(phenomenon + ": a case without '--- expect'");
        }
        cases.add(new Case(phenomenon, part.lines().findFirst().orElse(""), files, expected));
      }
    }
    return cases;
  }

  private static Map<String, String> files(String text) {
    Map<String, String> files = new LinkedHashMap<>();
    String[] parts = text.split("(?m)^--- ");
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      files.put(parts[i].substring(0, end), parts[i].substring(end + 1));
    }
    return files;
  }

  private static String text(String name) {
    try (var in = Cases.class.getResourceAsStream("/cases/" + name + ".txt")) {
      if (in == null) {
        throw new IllegalArgumentException("no cases of " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
