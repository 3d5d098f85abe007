package gslb.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/ref-protocol.md names tests that exist, and every protocol scenario. */
class ProtocolReferenceTest {
  private static final Path ROOT = Path.of(System.getProperty("gslb.root"));

  @Test
  void everyTestExists() throws IOException {
    assertThat(tests()).isSubsetOf(named(true));
  }

  @Test
  void everyProtocolScenarioIsThere() throws IOException {
    assertThat(named(false)).filteredOn(name -> name.startsWith("protocol/")).isSubsetOf(tests());
  }

  /** What the last column of every table names. */
  private static Set<String> tests() throws IOException {
    Set<String> tests = new TreeSet<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/ref-protocol.md"))) {
      String[] cells = line.split("\\|");
      if (line.startsWith("| ") && !cells[4].equals(" test ")) {
        String last = cells[4].strip();
        assertThat(last).as(line).matches("(`[^`]+` ?)+");
        tests.addAll(List.of(last.replace("`", "").split(" ")));
      }
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests;
  }

  private static Set<String> named(boolean classes) throws IOException {
    Set<String> names =
        ScenarioFile.all().map(ScenarioFile::name).collect(Collectors.toCollection(TreeSet::new));
    if (classes) {
      names.addAll(classes("gslb-server"));
      names.addAll(classes("zones")); // what a zone file may say
    }
    return names;
  }

  private static Set<String> classes(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith("Test.java"))
          .map(file -> file.substring(0, file.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
