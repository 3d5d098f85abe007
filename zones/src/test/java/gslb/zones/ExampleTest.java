package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example set reads without one problem, and says what its comments say. */
class ExampleTest {

  private static final Path EXAMPLE = Path.of(System.getProperty("gslb.root"), "zones", "example");

  private static Declarations example() {
    Reading reading = DefinitionsFolder.read(EXAMPLE);
    assertThat(reading.problems()).isEmpty();
    return ((Reading.Accepted) reading).declarations();
  }

  @Test
  void readsWithoutAProblem() {
    Declarations read = example();
    assertThat(read.datacenters()).containsOnlyKeys("fra", "iad", "sin");
    assertThat(read.monitors()).containsOnlyKeys("http-home", "unchecked");
    assertThat(read.pools()).containsOnlyKeys("web", "web-canary", "web-lab", "web-v6", "cdn");
    assertThat(read.policies())
        .extracting(Policy::owner)
        .containsExactly(
            "www.example.com.",
            "nearest.example.com.",
            "app.example.com.",
            "v6.example.com.",
            "cdn.example.com.",
            "*.geo.example.com.");
    assertThat(read.zones())
        .extracting(zone -> zone.origin().toString())
        .containsExactly("example.com.", "example.net.");
  }

  @Test
  void sameFilesSameDigest() {
    assertThat(example().digest()).hasSize(64).isEqualTo(example().digest());
  }

  @Test
  void checkedMembersAreOnLoopback() {
    Declarations read = example();
    assertThat(read.pools().get("web").members())
        .extracting(member -> member.name() + " " + member.target(AnswerType.A))
        .containsExactly(
            "fra-1 127.0.1.11",
            "fra-2 127.0.1.12",
            "iad-1 127.0.1.21",
            "iad-2 127.0.1.22",
            "sin-1 127.0.1.31",
            "sin-2 127.0.1.32");
  }

  @Test
  void theMapHasItsPlacesSpreadOut() {
    GeoMap world = example().maps().get("world");
    assertThat(world.geo())
        .containsEntry(new PlaceCode("AS", null, null), new GeoMap.Order.Nearest())
        .containsKeys(new PlaceCode("NA", "US", "HI"), new PlaceCode("NA", "GL", null));
    assertThat(world.nets()).hasSize(4);
  }
}
