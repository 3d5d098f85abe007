package gslb.geo;

import gslb.zones.GeoMap;
import gslb.zones.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rules of policies → topologies over one atlas. What a policy costs is a number for each kind of
 * place and a bit for each blend of many, less what it has in common with others. For one thread.
 */
final class PolicyCompiler {
  private static final int AT_ONCE = Long.SIZE; // what the painter takes in one pass

  private final KindAtlas atlas;
  private final Map<String, GeoMap> maps;
  private final KindTable table;

  /**
   * @param maps by name
   */
  PolicyCompiler(KindAtlas atlas, Map<String, GeoMap> maps) {
    this.atlas = atlas;
    this.maps = maps;
    this.table = new KindTable(atlas);
  }

  KindAtlas atlas() {
    return atlas;
  }

  /**
   * The rules of policies, which tell places apart by no more than the atlas does. Many at once are
   * faster than one by one, and share what they have in common.
   */
  List<Routes> compile(List<List<Rule>> policies) {
    Painter painter = new Painter(atlas.blends());
    List<Routes> routes = new ArrayList<>(policies.size());
    for (int from = 0; from < policies.size(); from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, policies.size());
      compile(policies.subList(from, to), painter, routes);
    }
    return routes;
  }

  private void compile(List<List<Rule>> policies, Painter painter, List<Routes> routes) {
    List<PolicyCompilation> compilations = new ArrayList<>();
    List<int[]> sets = new ArrayList<>();
    for (List<Rule> rules : policies) {
      KindTable.Seen seen = table.seenBy(Distinctions.of(rules, maps));
      PolicyCompilation compilation =
          new PolicyCompilation(atlas, new RouteChoice(rules, maps), seen);
      compilations.add(compilation);
      sets.addAll(compilation.sets());
    }
    List<KindRoutes> painted = painter.paint(sets);
    int from = 0;
    for (PolicyCompilation compilation : compilations) {
      int to = from + compilation.sets().size();
      routes.add(compilation.routes(List.copyOf(painted.subList(from, to)), painter));
      from = to;
    }
  }
}
