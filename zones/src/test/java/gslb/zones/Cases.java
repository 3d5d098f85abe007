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
      write(files, folder);
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
    for (String part : text("cases/" + phenomenon).split("(?m)^=== ")) {
      if (!part.isBlank()) {
        Map<String, String> files = filesOf("cases/base");
        parts(part).forEach(file -> files.put(file.getKey(), file.getValue()));
        String expected = files.remove("expect");
        if (expected == null) {
          throw new IllegalArgumentException(phenomenon + ": a case without '--- expect'");
        }
        cases.add(new Case(phenomenon, part.lines().findFirst().orElse(""), files, expected));
      }
    }
    return cases;
  }

  /** The files of a resource that holds a single folder. */
  static Map<String, String> filesOf(String resource) {
    Map<String, String> files = new LinkedHashMap<>();
    partsOf(resource).forEach(file -> files.put(file.getKey(), file.getValue()));
    return files;
  }

  /** What stands under each {@code ---} line of a resource, with the words of that line. */
  static List<Map.Entry<String, String>> partsOf(String resource) {
    return parts(text(resource));
  }

  /** Writes a folder; files without text are left out. */
  static void write(Map<String, String> files, Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (!file.getValue().isEmpty()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
  }

  private static List<Map.Entry<String, String>> parts(String text) {
    List<Map.Entry<String, String>> parts = new ArrayList<>();
    String[] written = text.split("(?m)^--- ");
    for (int i = 1; i < written.length; i++) {
      int end = written[i].indexOf('\n');
      parts.add(Map.entry(written[i].substring(0, end), written[i].substring(end + 1)));
    }
    return parts;
  }

  private static String text(String resource) {
    try (var in = Cases.class.getResourceAsStream("/" + resource + ".txt")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
