package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.Preference;
import gslb.zones.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Policies whose rules tell clients apart in the same way share a topology. */
class SharedRoutesTest {

  private final TopologyCompiler compiler =
      new TopologyCompiler(PlaceTable.empty(), Text.DATACENTERS, Map.of());

  @Test
  void poolsAndSharesMakeNoDifference() {
    Routes web = compiler.compile(List.of(rule("web", new Preference.Nearest())));
    Routes mail = compiler.compile(List.of(rule("mail", new Preference.Nearest())));
    Routes other = compiler.compile(List.of(rule("web", new Preference.None())));

    assertThat(mail).isSameAs(web);
    assertThat(other).isNotSameAs(web);
  }

  @Test
  void oneRouteForAllNeedsNoTopologyOfItsOwn() {
    Routes routes = compiler.compile(List.of(rule("web", new Preference.None())));

    assertThat(routes.topology()).isSameAs(Topology.everywhere());
    assertThat(routes.routes()).containsExactly(new Route(0, List.of()));
  }

  private static Rule rule(String pool, Preference prefer) {
    return new Rule(null, List.of(new Rule.Share(100, List.of(pool))), Set.of(), prefer);
  }
}
