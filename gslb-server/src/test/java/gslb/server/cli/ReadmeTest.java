package gslb.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.health.verdict.Verdicts;
import gslb.server.answer.Explanation;
import gslb.server.answer.Rehearsal;
import gslb.server.compile.PresentationFormat;
import gslb.server.scenario.World;
import gslb.zones.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The README's tour is true: what its console blocks show is what the commands give today. An
 * address chosen by weight may be any that the server gives that client in an hour.
 */
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("gslb.root"));

  /** A command and the lines shown below it. */
  private record Shown(String command, List<String> output) {}

  @TestFactory
  Stream<DynamicTest> everyCommandGivesWhatIsShown() throws IOException {
    List<Shown> shown = shown();
    assertThat(shown).hasSizeGreaterThan(5);
    return shown.stream().map(one -> DynamicTest.dynamicTest(one.command(), () -> hold(one)));
  }

  private static void hold(Shown shown) throws IOException {
    List<String> words = Arrays.asList(shown.command().split(" "));
    if (words.getFirst().equals("dig")) {
      dig(words, shown.output());
    } else if (words.get(1).equals("check")) {
      Ran ran = Ran.of("check", ROOT.resolve(words.get(2)).toString());
      assertThat(ran.out().replace(ROOT + "/", "").strip().lines())
          .containsExactlyElementsOf(shown.output());
    } else {
      assertThat(words.getFirst()).isEqualTo("./gslb");
      assertThat(Ran.of(words.get(1), "--help").status()).as(shown.command()).isZero();
      if (words.get(1).equals("explain")) {
        explain(words, shown.output());
      }
    }
  }

  private static void dig(List<String> words, List<String> output) throws IOException {
    Prefix client =
        network(
            words.stream().filter(word -> word.startsWith("+subnet=")).findFirst().orElseThrow());
    Set<String> possible = answers(words.get(4), client);
    assertThat(output)
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(possible).contains(line.replace("\t", " ").replace(" IN ", " ")));
  }

  /** Every record a client is given within an hour. */
  private static Set<String> answers(String name, Prefix client) throws IOException {
    World world = World.of(ROOT.resolve("zones/example"), PlaceTable.bundled());
    Set<String> possible = new HashSet<>();
    for (int minute = 0; minute < 60; minute++) {
      world.advance(Duration.ofMinutes(1));
      Explanation explanation =
          Rehearsal.explain(
              world.snapshot(), PresentationFormat.name(name), 1, client, true, world.nowMillis());
      for (String record :
          PresentationFormat.answer(HexFormat.of().parseHex(explanation.response()))) {
        possible.add(record.replaceFirst(" \\d+ ", " 5 "));
      }
    }
    return possible;
  }

  /** What does not depend on verdicts or time: who, where, which rule, which pool. */
  private static void explain(List<String> words, List<String> output) throws IOException {
    World world = World.of(ROOT.resolve("zones/example"), PlaceTable.bundled());
    world.turn("web/fra-1", false);
    String text = world.explain(words.get(2), network("=" + words.get(5)), Verdicts.EMPTY);
    assertThat(text.lines().limit(6)).containsExactlyElementsOf(output.subList(0, 6));
  }

  private static Prefix network(String option) throws IOException {
    String[] parts = option.substring(option.indexOf('=') + 1).split("/");
    return Prefix.of(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
  }

  private static List<Shown> shown() throws IOException {
    List<Shown> shown = new ArrayList<>();
    boolean console = false;
    for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
      if (line.startsWith("```")) {
        console = line.equals("```console");
      } else if (console && line.startsWith("$ ")) {
        shown.add(new Shown(line.substring(2), new ArrayList<>()));
      } else if (console) {
        shown.getLast().output().add(line);
      }
    }
    return shown;
  }
}
