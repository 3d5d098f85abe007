package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole folders and every problem they have, one text file of cases a phenomenon. */
class DefinitionsCasesTest {

  private static final List<String> PHENOMENA =
      List.of(
          "monitors",
          "pools",
          "maps",
          "rules",
          "references",
          "steering",
          "alias-loops",
          "zone-syntax",
          "zone-data",
          "folder");

  static Stream<Cases.Case> cases() {
    return PHENOMENA.stream().flatMap(phenomenon -> Cases.of(phenomenon).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void allProblemsAreTold(Cases.Case each, @TempDir Path folder) throws IOException {
    assertThat(each.told(folder)).isEqualTo(each.expected());
  }
}
