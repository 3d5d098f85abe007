package gslb.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code gslb where}: an address, or all of them. */
class WhereCommandTest {
  private static final Path HOME = Path.of(System.getProperty("gslb.root"));

  @TempDir private Path folder;

  /** What the reference shows is what the command prints. */
  @TestFactory
  Stream<DynamicTest> theReferenceIsTrue() throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    boolean console = false;
    for (String line : Files.readAllLines(HOME.resolve("docs/ref-geo.md"))) {
      if (line.startsWith("```")) {
        console = line.equals("```console");
        if (console) {
          blocks.add(new ArrayList<>());
        }
      } else if (console) {
        blocks.getLast().add(line);
      }
    }
    assertThat(blocks).hasSize(2);
    return blocks.stream()
        .map(block -> DynamicTest.dynamicTest(block.getFirst(), () -> hold(block)));
  }

  private void hold(List<String> block) throws IOException {
    assertThat(block.getFirst()).startsWith("$ ./gslb ");
    Ran ran = overExample(block.getFirst().substring(9));
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().stripTrailing().lines())
        .containsExactlyElementsOf(block.subList(1, block.size()));
  }

  /** As at the top of the repository, where the default definitions are the example. */
  private Ran overExample(String arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(arguments.split(" ")));
    words.addAll(List.of("--config", config("").toString()));
    return Ran.of(words.toArray(String[]::new));
  }

  private Path config(String more) throws IOException {
    return Files.writeString(
        folder.resolve("server.yaml"),
        "schema: 1\ndefinitions: %s\n%s\n".formatted(HOME.resolve("zones/example"), more));
  }

  @Test
  void severalDatabasesAndJson() throws IOException {
    Files.write(folder.resolve("city.mmdb"), TestDatabase.city("84.160.0.0/11 EU DE BY 48.1 11.6"));
    Files.write(folder.resolve("asn.mmdb"), TestDatabase.asn("84.160.0.0/12 3320"));
    Path config = config("geo: {databases: [city.mmdb, asn.mmdb]}");
    Ran ran = Ran.of("where", "84.160.0.1", "--json", "--map", "world", "-c", config.toString());
    assertThat(ran.err()).isEmpty();
    JsonObject found = new JsonObject(ran.out()).getJsonArray("addresses").getJsonObject(0);
    assertThat(found.getString("place")).isEqualTo("EU-DE-BY");
    assertThat(found.getInteger("asn")).isEqualTo(3320);
    assertThat(found.getString("network")).isEqualTo("84.160.0.0/12");
    assertThat(found.getString("point_of")).isEqualTo("place");
    assertThat(found.getJsonArray("databases")).containsExactly("city.mmdb", "asn.mmdb");
    JsonObject map = found.getJsonArray("maps").getJsonObject(0);
    assertThat(map.getJsonArray("order").getJsonObject(0).getString("datacenter")).isEqualTo("fra");
    assertThat(map.getJsonArray("order").getJsonObject(0).getInteger("km")).isBetween(300, 310);
    assertThat(Ran.of("where", "9.9.9.9", "2001:db8::1", "-c", config.toString()).out())
        .contains("9.9.9.9\n  place      unknown\n", "no database, the same over ");
  }

  /** What the operator knows better stands above the database, and is named where it hits. */
  @Test
  void anOverlayIsNamedWhereItHits() throws IOException {
    Files.writeString(folder.resolve("own.txt"), "84.160.0.0/24 AS-SG 1.3,103.8\n");
    Path config = config("geo: {overlay: [own.txt]}");
    String out = Ran.of("where", "84.160.0.1", "84.160.1.1", "-c", config.toString()).out();
    assertThat(out)
        .containsPattern("84.160.0.1\n  place +AS-SG at 1.3, 103.8\n  known by +own.txt")
        .containsPattern("map world +sin \\d+ km.*\n +for 84.160.0.0/24, scope 24")
        .containsPattern("84.160.1.1\n  place +EU-DE at .*\n  known by +default.mmdb")
        .contains("own.txt: overlay of ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "where                                  | expected addresses, or --coverage",
        "where 1.2.3.4 --coverage               | expected addresses, or --coverage",
        "where 1.2.3.4 --svg a.svg              | expected addresses, or --coverage",
        "where example.com                      | expected an IPv4 or IPv6 address, found",
        "where 10.1                             | expected an IPv4 or IPv6 address, found '10.1'",
        "where 1.2.3.4 --map moon               | there is no map 'moon' in",
        "where --coverage --svg /nowhere/a.svg  | cannot write /nowhere/a.svg",
        "geo update                             | nothing to fetch: write geo.update.sources",
      })
  void aMistakeIsToldWithWhatWasExpected(String arguments, String expected) throws IOException {
    Ran ran = overExample(arguments);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(expected);
  }

  @Test
  void aBrokenDatabaseIsNamed() throws IOException {
    Files.write(folder.resolve("city.mmdb"), new byte[0]);
    Path config = config("geo: {databases: [city.mmdb]}");
    assertThat(Ran.of("where", "1.2.3.4", "-c", config.toString()))
        .isEqualTo(new Ran(2, "", "gslb: city.mmdb: empty file\n"));
  }

  /** Shares sum up, and the picture is a document in which every datacenter has its name. */
  @Test
  void coverage() throws Exception {
    Path svg = folder.resolve("world.svg");
    Ran ran = overExample("where --coverage --json --svg " + svg);
    assertThat(ran.status()).isZero();
    JsonObject v4 =
        new JsonObject(ran.out()).getJsonArray("maps").getJsonObject(0).getJsonObject("ipv4");
    double sum =
        v4.getJsonObject("share_by_datacenter").stream()
            .mapToDouble(share -> ((Number) share.getValue()).doubleValue())
            .sum();
    assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(v4.getDouble("located_addresses") / v4.getDouble("public_addresses"))
        .isBetween(0.7, 0.95);
    var picture = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
    List<String> texts = new ArrayList<>();
    var elements = picture.getElementsByTagName("text");
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    assertThat(texts)
        .contains("Where clients go: map world", "fra", "iad", "sin", "US", "Countries", "255")
        .anyMatch(text -> text.contains("iptoasn.com"));
    assertThat(Files.size(svg)).isLessThan(1 << 20);
  }
}
