package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shares of the address space, counted to the last address. */
class CoverageTest {
  /** 2^32 without what IANA keeps from the public: the figure that is known of old. */
  private static final double PUBLIC_V4 = 3_702_258_432.0;

  private static final PlaceTable PLACES =
      places(
          """
          5.0.0.0/8       EU DE .  51 10
          8.0.0.0/9       NA US .  39 -99
          8.0.0.0/24      NA CA .  60 -99
          192.0.0.0/16    NA US .  39 -99
          240.0.0.0/8     NA US .  39 -99
          2a00::/12       EU FR .  46 2
          2a00:1:2::/47   AS SG .  1 103
          2001:db8::/32   NA US .  39 -99
          2001::/32       NA US .  39 -99
          2600::/64       NA US .  39 -99
          """);

  private static final Routes ROUTES =
      new TopologyCompiler(
              PLACES,
              Text.DATACENTERS,
              Map.of(
                  "world",
                  Text.map(
                      "world",
                      """
                      default -> sin
                      EU -> fra iad
                      NA -> iad fra
                      5.1.0.0/16 -> sin
                      """)))
          .compile(List.of(Text.rule("* | map world")));

  private static PlaceTable places(String lines) {
    try {
      return MmdbSource.read("test.mmdb", TestDatabase.city(lines));
    } catch (GeoDatabaseException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ipv4() {
    Coverage coverage = Coverage.of(false, PLACES, ROUTES);
    double germany = 1 << 24;
    double canada = 256;
    double states = (1 << 23) - 256 + (1 << 16) - 2 * 256; // 192.0.0.0/24 and 192.0.2.0/24
    assertThat(coverage.all()).isEqualTo(PUBLIC_V4);
    assertThat(coverage.located()).isEqualTo(germany + canada + states);
    assertThat(coverage.countries())
        .extracting(Coverage.Country::code, Coverage.Country::size)
        .containsExactly(tuple("DE", germany), tuple("US", states), tuple("CA", canada));
    assertThat(coverage.datacenters()).containsExactly("fra", "iad", "sin", Coverage.ANY);
    double all = coverage.located();
    assertThat(coverage.share("fra")).isEqualTo((germany - 65536) / all, within(1e-12));
    assertThat(coverage.share("iad")).isEqualTo((states + canada) / all, within(1e-12));
    assertThat(coverage.share("sin")).isEqualTo(65536 / all, within(1e-12));
    assertThat(coverage.countries().getFirst().byDatacenter()).containsOnlyKeys("fra", "sin");
  }

  @Test
  void ipv6() {
    Coverage coverage = Coverage.of(true, PLACES, ROUTES);
    assertThat(coverage.all())
        .isEqualTo(Math.scalb(1.0, 45) - 2 * Math.scalb(1.0, 16) - Math.scalb(1.0, 32));
    assertThat(coverage.countries())
        .extracting(Coverage.Country::code, Coverage.Country::size)
        .containsExactly(
            tuple("FR", Math.scalb(1.0, 36) - 2),
            tuple("SG", 2.0),
            tuple("US", Math.scalb(1.0, -16)));
  }

  /** The cells of the square say what most of their /16 gets. */
  @Test
  void square() {
    Coverage coverage = Coverage.of(false, PLACES, ROUTES);
    int[] cells = new int[Coverage.SIDE * Coverage.SIDE];
    for (int y = 0; y < Coverage.SIDE; y++) {
      for (int x = 0; x < Coverage.SIDE; x++) {
        cells[Coverage.hilbert(x, y)] = coverage.square(x, y);
      }
    }
    assertThat(cells[5 << 8]).isEqualTo(0);
    assertThat(cells[5 << 8 | 1]).isEqualTo(2);
    assertThat(cells[8 << 8]).isEqualTo(1);
    assertThat(cells[8 << 8 | 128]).as("nobody knows").isEqualTo(4);
    assertThat(cells[10 << 8]).as("not public").isEqualTo(-1);
    assertThat(cells[240 << 8]).isEqualTo(-1);
  }

  /** Every cell once, and one step from cell to cell. */
  @Test
  void curve() {
    int[][] cells = new int[Coverage.SIDE * Coverage.SIDE][];
    for (int y = 0; y < Coverage.SIDE; y++) {
      for (int x = 0; x < Coverage.SIDE; x++) {
        cells[Coverage.hilbert(x, y)] = new int[] {x, y};
      }
    }
    assertThat(List.of(cells)).hasSize(Coverage.SIDE * Coverage.SIDE); // and none is null
    for (int i = 1; i < cells.length; i++) {
      int step = Math.abs(cells[i][0] - cells[i - 1][0]) + Math.abs(cells[i][1] - cells[i - 1][1]);
      assertThat(step).as("step %d", i).isEqualTo(1);
    }
  }
}
