package gslb.server.differential;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.peer.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/ref-differences.md has the explanations, in their order. */
class DifferenceReferenceTest {
  private static final Path DOCS = Path.of(System.getProperty("gslb.root"), "docs");

  @Test
  void everyExplanationIsARow() throws IOException {
    List<String> rows;
    try (Stream<String> lines = Files.lines(DOCS.resolve("ref-differences.md"))) {
      rows =
          lines
              .filter(line -> line.startsWith("| ") && !line.startsWith("| what | "))
              .map(line -> line.split(" \\| "))
              .map(cells -> String.join(" | ", cells[0].substring(2), cells[1], cells[2]))
              .toList();
    }
    assertThat(rows)
        .containsExactlyElementsOf(
            Explanations.ALL.stream().map(DifferenceReferenceTest::row).toList());
  }

  private static String row(Explanation explanation) {
    String peers =
        explanation.peers().stream()
            .map(Software::daemon)
            .sorted()
            .collect(Collectors.joining(" "));
    return String.join(" | ", explanation.name(), peers, explanation.rfc());
  }
}
