package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gslb.zones.Prefix;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topologies side by side over the whole space: nothing left out, nothing told of twice. */
class SpaceWalkTest {
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
          2600::/64       NA US .  39 -99
          """);

  private static final Routes BY_MAP =
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
                      10.9.0.0/16 -> sin fra
                      """)))
          .compile(List.of(Text.rule("* | map world")));

  private static PlaceTable places(String lines) {
    try {
      return MmdbSource.read("test.mmdb", TestDatabase.city(lines));
    } catch (GeoDatabaseException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyCountryIsAsLargeAsItsCoverage(boolean v6) {
    Map<String, Double> sizes = new TreeMap<>();
    SpaceWalk.walk(
        v6,
        PLACES,
        List.of(BY_MAP.topology(), Topology.everywhere()),
        (block, country, size, routes) -> {
          if (country != null && size > 0) {
            sizes.merge(country, size, Double::sum);
          }
        });
    Coverage coverage = Coverage.of(v6, PLACES, BY_MAP);
    assertThat(sizes).hasSameSizeAs(coverage.countries());
    coverage
        .countries()
        .forEach(country ->
            assertThat(sizes.get(country.code()))
                .as(country.code())
                .isCloseTo(country.size(), within(1e-6)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void routesAreThoseOfTheFirstAddressAndTheLast(boolean v6) {
    SpaceWalk.walk(
        v6,
        PLACES,
        List.of(BY_MAP.topology(), Topology.everywhere()),
        (block, country, size, routes) -> {
          int length = block.length();
          long high = length >= 64 ? block.high() : block.high() | -1L >>> length;
          long low = length <= 64 ? -1 : block.low() | -1L >>> (length - 64);
          assertThat(routes)
              .as("%s", block)
              .containsExactly(locate(v6, block.high(), block.low()), 0)
              .containsExactly(locate(v6, high, v6 ? low : 0), 0);
        });
  }

  private static int locate(boolean v6, long high, long low) {
    return Topology.route(BY_MAP.topology().locate(v6, high, low));
  }

  @Test
  void ipv4IsWholeAndInOrder() {
    long[] next = new long[1];
    SpaceWalk.walk(
        false,
        PLACES,
        List.of(BY_MAP.topology()),
        (block, country, size, routes) -> {
          assertThat(block.high() >>> 32).as("%s", block).isEqualTo(next[0]);
          next[0] += 1L << (32 - block.length());
        });
    assertThat(next[0]).isEqualTo(1L << 32);
  }

  /** Private addresses are looked at, but are nobody's share. */
  @Test
  void whatIsNotPublicHasNoSize() {
    Prefix office = Text.prefix("10.9.0.0/16");
    boolean[] met = new boolean[1];
    SpaceWalk.walk(
        false,
        PLACES,
        List.of(BY_MAP.topology()),
        (block, country, size, routes) -> {
          if (office.contains(block)) {
            met[0] = true;
            assertThat(size).isZero();
            assertThat(BY_MAP.routes().get(routes[0]).datacenters()).startsWith("sin", "fra");
          }
        });
    assertThat(met[0]).isTrue();
  }
}
