package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.zones.problem.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zone is fetched or declared, never both. */
class FetchedOriginTest {
  private static final FetchedOrigin FETCHED =
      FetchedOrigin.of("Example.ORG", new Position(Path.of("server.yaml"), 12, 5));

  @TempDir private Path folder;

  @Test
  void aFolderWithoutZonesIsEnoughBesideOne() {
    assertThat(DefinitionsFolder.read(folder, List.of(FETCHED)))
        .isInstanceOf(Reading.Accepted.class);
    assertThat(DefinitionsFolder.read(folder)).isInstanceOf(Reading.Refused.class);
  }

  @Test
  void aZoneThatIsFetchedHasNoFileAndNoPolicy() throws IOException {
    Files.createDirectories(folder.resolve("zones"));
    Files.writeString(
        folder.resolve("zones/example.org.zone"),
        "@ 60 SOA ns.example.net. h 1 2 3 4 5\n@ 60 NS ns.example.net.\n");
    assertThat(DefinitionsFolder.read(folder, List.of(FETCHED)).problems())
        .extracting(Object::toString)
        .containsExactly(
            "zones/example.org.zone:1:1: the zone example.org. is fetched from a primary, at"
                + " server.yaml:12:5");
    Files.delete(folder.resolve("zones/example.org.zone"));
    Files.createDirectories(folder.resolve("policies"));
    Files.writeString(
        folder.resolve("policies/example.org.yaml"),
        "schema: 1\nzone: example.org\npolicies:\n  www: {rules: [{pools: [web]}]}\n");
    assertThat(DefinitionsFolder.read(folder, List.of(FETCHED)).problems())
        .extracting(Object::toString)
        .anyMatch(problem ->
            problem.startsWith(
                "policies/example.org.yaml:2:7: the zone example.org. is fetched from a"
                    + " primary, at server.yaml:12:5"));
  }

  @Test
  void whatIsNoNameIsTold() {
    assertThatThrownBy(() -> FetchedOrigin.of("a..b", FETCHED.at()))
        .hasMessageContaining("a..b is no domain name");
  }
}
