package gslb.server.cli;

import gslb.geo.GeoDatabaseException;
import gslb.geo.PlaceTable;
import gslb.geo.Routes;
import gslb.geo.TopologyCompiler;
import gslb.server.config.ServerConfig;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.GeoMap;
import gslb.zones.Preference;
import gslb.zones.Reading;
import gslb.zones.Rule;
import gslb.zones.problem.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server with this configuration would locate clients by, read here and now.
 *
 * @param places of its databases
 * @param declarations of its definitions folder
 * @param routes of each map alone, by its name
 */
record GeoInput(PlaceTable places, Declarations declarations, Map<String, Routes> routes) {

  /**
   * Reads databases and definitions.
   *
   * @param map the only one to look at; null = all
   * @throws FailedException after printing what is wrong
   */
  static GeoInput read(ServerConfig config, @Nullable String map, PrintWriter err) {
    Declarations declarations = declarations(config, err);
    if (map != null && !declarations.maps().containsKey(map)) {
      throw new FailedException(
          "there is no map '%s' in %s; there are %s"
              .formatted(map, config.definitions(), declarations.maps().keySet()));
    }
    PlaceTable places = places(config);
    TopologyCompiler compiler =
        new TopologyCompiler(places, declarations.datacenters().values(), declarations.maps());
    Map<String, Routes> routes = new LinkedHashMap<>();
    for (GeoMap declared : declarations.maps().values()) {
      if (map == null || declared.name().equals(map)) {
        routes.put(declared.name(), compiler.compile(List.of(by(declared))));
      }
    }
    return new GeoInput(places, declarations, routes);
  }

  private static Rule by(GeoMap map) {
    return new Rule(
        null,
        List.of(new Rule.Share(100, List.of(map.name()))),
        Set.of(),
        new Preference.ByMap(map.name()));
  }

  private static Declarations declarations(ServerConfig config, PrintWriter err) {
    return declarations(config.definitions(), config, err);
  }

  /**
   * Definitions as a server with this configuration would read them.
   *
   * @throws FailedException after printing what is wrong
   */
  static Declarations declarations(Path folder, ServerConfig config, PrintWriter err) {
    return switch (DefinitionsFolder.read(folder, config.fetchedOrigins())) {
      case Reading.Accepted(Declarations declarations) -> declarations;
      case Reading.Refused(List<Problem> problems) -> {
        problems.forEach(problem -> err.println(folder.resolve(problem.toString())));
        throw new FailedException(folder + " cannot be used; 'gslb check' tells more");
      }
    };
  }

  /**
   * The databases a server with this configuration locates clients by.
   *
   * @throws FailedException if one of them cannot be read
   */
  static PlaceTable places(ServerConfig config) {
    try {
      PlaceTable databases =
          config.geo().databases().isEmpty()
              ? PlaceTable.bundled()
              : PlaceTable.open(config.geo().databases());
      return config.geo().under(databases);
    } catch (GeoDatabaseException e) {
      throw new FailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
