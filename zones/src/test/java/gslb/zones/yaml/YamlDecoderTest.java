package gslb.zones.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.Selection;
import gslb.zones.problem.ClosestWord;
import gslb.zones.problem.Problem;
import gslb.zones.problem.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The decoder on its own: what a value is read as, and where exactly what is said about it. */
class YamlDecoderTest {

  private final Problems problems = new Problems();

  /** Reads {@code schema: 1} and the given lines; the first given line is line 2. */
  private YamlMapping root(String lines) {
    YamlMapping root = YamlFile.parse("schema: 1\n" + lines, Path.of("f.yaml"), problems);
    assertThat(root).as(() -> problems.sorted().toString()).isNotNull();
    return root;
  }

  private List<String> told() {
    return problems.sorted().stream().map(Problem::toString).toList();
  }

  @Test
  void norwayIsNotFalse() {
    YamlMapping root = root("country: NO\nanswer: on\nyes: y\noff: [no, off, y]");
    assertThat(root.required("country", Expected.text())).isEqualTo("NO");
    assertThat(root.required("answer", Expected.text())).isEqualTo("on");
    assertThat(root.required("yes", Expected.text())).isEqualTo("y");
    assertThat(root.required("off", Expected.listOf(Expected.text())))
        .containsExactly("no", "off", "y");
    assertThat(told()).isEmpty();
  }

  @Test
  void everyKindOfValue() {
    YamlMapping root =
        root(
            """
            text: hello
            quoted: "12"
            integer: -3
            decimal: 50.11
            bool: true
            duration: 1h
            percent: 50%
            word: round_robin
            """);
    assertThat(root.required("text", Expected.text())).isEqualTo("hello");
    assertThat(root.required("quoted", Expected.text())).isEqualTo("12");
    assertThat(root.required("integer", Expected.integer(-5, 5))).isEqualTo(-3);
    assertThat(root.required("decimal", Expected.number(-90, 90))).isEqualTo(50.11);
    assertThat(root.required("bool", Expected.bool())).isTrue();
    assertThat(root.required("duration", Expected.duration(Duration.ZERO, Duration.ofDays(1))))
        .isEqualTo(Duration.ofHours(1));
    assertThat(root.required("percent", Expected.percent())).isEqualTo(50);
    assertThat(root.required("word", Expected.word(Selection.class)))
        .isEqualTo(Selection.ROUND_ROBIN);
    root.refuseOtherKeys();
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500ms | PT0.5S
          10s   | PT10S
          5m    | PT5M
          1h    | PT1H
          14d   | PT336H
          10    | -
          s     | -
          1.5s  | -
          -1s   | -
          10 s  | -
          10S   | -
          """)
  void durations(String text, String expected) {
    Duration read = DurationText.parse(text);
    assertThat(read == null ? "-" : read.toString()).isEqualTo(expected);
    if (read != null) {
      assertThat(DurationText.print(read)).isEqualTo(text);
    }
  }

  record Mistake(String lines, Consumer<YamlMapping> reader, String told) {
    @Override
    public String toString() {
      return lines.strip();
    }
  }

  static Mistake mistake(String lines, Consumer<YamlMapping> reader, String told) {
    return new Mistake(lines, reader, told);
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        mistake(
            "a: {wieght: 5}",
            root -> {
              YamlMapping a = root.mapping("a");
              a.optional("weight", Expected.integer(0, 9), 1);
              a.refuseOtherKeys();
            },
            "f.yaml:2:5: a: unknown key 'wieght'; did you mean 'weight'?"),
        mistake(
            "a: {zzz: 5}",
            root -> {
              YamlMapping a = root.mapping("a");
              a.has("name");
              a.has("weight");
              a.refuseOtherKeys();
            },
            "f.yaml:2:5: a: unknown key 'zzz', expected name, weight"),
        mistake(
            "a: {}",
            root -> root.mapping("a").required("name", Expected.text()),
            "f.yaml:2:4: a: the key 'name' is missing"),
        mistake(
            "a: 1\nb: 2\na: 3",
            root -> root.optional("a", Expected.integer(1, 3)),
            "f.yaml:4:1: the key 'a' stands here a second time, first at 2:1"),
        mistake(
            "a: 70000",
            root -> root.optional("a", Expected.integer(0, 65535)),
            "f.yaml:2:4: a: expected a whole number 0..65535, found the number 70000"),
        mistake(
            "a: many",
            root -> root.optional("a", Expected.integer(0, 65535)),
            "f.yaml:2:4: a: expected a whole number 0..65535, found 'many'"),
        mistake(
            "a: 12",
            root -> root.optional("a", Expected.text()),
            "f.yaml:2:4: a: expected text, found the number 12"),
        mistake(
            "a:",
            root -> root.optional("a", Expected.text()),
            "f.yaml:2:3: a: expected text, found nothing"),
        mistake(
            "a: weigthed",
            root -> root.optional("a", Expected.word(Selection.class)),
            "f.yaml:2:4: a: expected all, hash, priority, round_robin or weighted, found"
                + " 'weigthed'; did you mean 'weighted'?"),
        mistake(
            "a: [ok, 5, [x]]",
            root -> root.optional("a", Expected.listOf(Expected.text())),
            """
            f.yaml:2:9: a[1]: expected text, found the number 5
            f.yaml:2:12: a[2]: expected text, found a list\
            """),
        mistake(
            "a: []",
            root -> root.optional("a", Expected.nonEmptyListOf(Expected.text())),
            "f.yaml:2:4: a: expected at least one item, found an empty list"),
        mistake(
            "a:\n  b: 20s",
            root ->
                root.mapping("a")
                    .optional("b", Expected.duration(Duration.ZERO, Duration.ofSeconds(10))),
            "f.yaml:3:6: a.b: expected a duration such as 500ms, 10s or 5m, at least 0s and at most"
                + " 10s, found '20s'"),
        mistake(
            "a: 5",
            root -> root.optional("a", Expected.percent()),
            "f.yaml:2:4: a: expected a percentage such as 50%, 1%..100%, found the number 5"),
        mistake(
            "a: 5",
            root -> root.mapping("a"),
            "f.yaml:2:4: a: expected a mapping, found the number 5"),
        mistake(
            "? [x]\n: 5", root -> root.refuseOtherKeys(), "f.yaml:2:3: expected a word as key"));
  }

  @ParameterizedTest
  @MethodSource
  void mistakes(Mistake mistake) {
    mistake.reader().accept(root(mistake.lines()));
    assertThat(String.join("\n", told())).isEqualTo(mistake.told());
  }

  static Map<String, String> brokenFiles() {
    return Map.of(
        "", "f.yaml:1:1: the file is empty, expected 'schema: 1'",
        "a: 1\n", "f.yaml:1:1: the key 'schema' is missing",
        "schema: 2\n", "f.yaml:1:9: schema: expected 1, found the number 2",
        "- a\n", "f.yaml:1:1: expected a mapping that starts with 'schema: 1', found a list",
        "schema: 1\n---\nschema: 1\n", "f.yaml:3:1: a second document, expected one");
  }

  @Test
  void brokenFilesAreToldAsAWhole() {
    brokenFiles()
        .forEach((text, told) -> {
          Problems problems = new Problems();
          YamlFile.parse(text, Path.of("f.yaml"), problems);
          assertThat(problems.sorted()).hasToString("[" + told + "]");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          schema: 1;a: [1, 2          | 2:
          schema: 1;a: 'x             | 2:
          schema: 1;  a: 1            | 2:4
          schema: 1;a: *nowhere       | 2:4
          """)
  void brokenSyntaxIsToldWhereItBreaks(String lines, String at) {
    YamlFile.parse(lines.replace(';', '\n'), Path.of("f.yaml"), problems);
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst()).startsWith("f.yaml:" + at).contains("not YAML");
  }

  @Test
  void anAliasThatContainsItselfEnds() {
    YamlFile.parse("schema: 1\na: &x [*x]\n", Path.of("f.yaml"), problems);
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst()).contains("nested more than 32 deep");
  }

  @Test
  void aMissingFile() {
    assertThat(YamlFile.read(Path.of("nowhere"), Path.of("f.yaml"), problems)).isNull();
    assertThat(told()).containsExactly("f.yaml:1:1: there is no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "frq,fra",
    "sni,sin",
    "'',-",
    "xyz,-",
    "iad1,iad",
    "FRA,fra",
  })
  void closestWord(String written, String expected) {
    String closest = ClosestWord.closest(written, List.of("fra", "iad", "sin"));
    assertThat(closest == null ? "-" : closest).isEqualTo(expected);
  }
}
