package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.problem.Problems;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's overlay: what a line may say, and every problem with its place. */
class OverlayFileTest {
  private static final Path FILE = Path.of("own.txt");

  private final Problems problems = new Problems();

  @Test
  void entries() {
    Overlay overlay =
        OverlayFile.read(
            FILE,
            """
            # offices
            192.0.2.0/24      EU-DE
            2001:db8::/32     AS64500 NA-US-CA 37.4,-122.1   # in any order

              198.51.100.0/24 AS64501
            203.0.113.0/24    -33,151.25
            """,
            problems);

    assertThat(problems.sorted()).isEmpty();
    assertThat(overlay.entries())
        .containsExactly(
            new Overlay.Entry(
                network("192.0.2.0", 24), new PlaceCode("EU", "DE", null), null, null),
            new Overlay.Entry(
                network("2001:db8::", 32),
                new PlaceCode("NA", "US", "CA"),
                new Overlay.Point(37.4, -122.1),
                64500L),
            new Overlay.Entry(network("198.51.100.0", 24), null, null, 64501L),
            new Overlay.Entry(
                network("203.0.113.0", 24), null, new Overlay.Point(-33, 151.25), null));
  }

  private static Prefix network(String address, int length) {
    return Prefix.of(InetAddress.ofLiteral(address), length);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "192.0.2.0            | 1:1: '192.0.2.0' is no network such as 192.0.2.0/24, no bits set"
            + " after its length",
        "192.0.2.1/24 EU      | 1:1: '192.0.2.1/24' is no network such as 192.0.2.0/24, no bits set"
            + " after its length",
        "192.0.2.0/24         | 1:1: the network 192.0.2.0/24 has nothing after it, expected a"
            + " place such as EU-DE, a point such as 50.11,8.68, or AS64500",
        "192.0.2.0/24 DE      | 1:14: 'DE' is no place; did you mean 'EU-DE'?",
        "192.0.2.0/24 AS-DE   | 1:14: the country 'DE' is not in AS; did you mean 'EU-DE'?",
        "192.0.2.0/24 EU-XQ   | 1:14: there is no country 'XQ', expected an ISO 3166-1 code such as"
            + " NO",
        "192.0.2.0/24 AS0     | 1:14: 'AS0' is not AS and an autonomous system number"
            + " 1..4294967295",
        "192.0.2.0/24 91,8    | 1:14: '91,8' is no point, expected latitude -90..90, a comma,"
            + " longitude -180..180",
        "192.0.2.0/24 1,      | 1:14: '1,' is no point, expected latitude -90..90, a comma,"
            + " longitude -180..180",
        "192.0.2.0/24 EU AS   | 1:17: a second place for one network",
        "192.0.2.0/24 AS1 AS1 | 1:18: a second autonomous system for one network",
        "192.0.2.0/24 1,1 1,1 | 1:18: a second point for one network",
        "192.0.2.0/24 EU?     | 1:14: unexpected 'EU?', expected a place such as EU-DE, a point"
            + " such as 50.11,8.68, or AS64500",
      })
  void problem(String line, String told) {
    Overlay overlay = OverlayFile.read(FILE, line, problems);

    assertThat(problems.sorted()).singleElement().hasToString("own.txt:" + told);
    assertThat(overlay.entries()).isEmpty();
  }

  @Test
  void allProblemsAtOnce() {
    Overlay overlay =
        OverlayFile.read(FILE, "10.0.0.0/8 XX YY,1 AS0\nx\n11.0.0.0/8 EU\n", problems);

    assertThat(problems.sorted())
        .extracting(p -> p.line() + ":" + p.column())
        .containsExactly("1:12", "1:15", "1:20", "2:1");
    assertThat(overlay.entries()).hasSize(1);
  }

  @Test
  void unreadable(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing.txt");
    Path binary = Files.write(folder.resolve("binary.txt"), new byte[] {(byte) 0xff, 0});

    for (Path file : List.of(missing, binary, folder)) {
      assertThat(OverlayFile.read(file, problems).entries()).isEmpty();
    }

    assertThat(problems.sorted())
        .anySatisfy(p -> assertThat(p).hasToString(missing + ":1:1: no such file"))
        .anySatisfy(p -> assertThat(p).hasToString(binary + ":1:1: not text in UTF-8"))
        .hasSize(3);
  }
}
