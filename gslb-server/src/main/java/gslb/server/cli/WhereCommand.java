package gslb.server.cli;

import gslb.zones.AddressText;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gslb where}. */
@Command(
    name = "where",
    description = {
      "Tells where the geo databases put an address, and which datacenters a map gives it.",
      "No server need run: the databases and definitions in --config are read here and now."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb where 84.160.0.1 2a01:4f8::1         place, and the order of every map",
      "  gslb where 8.8.8.8 --map world --json     for scripts",
      "  gslb where --coverage                     who gets how much of the address space",
      "  gslb where --coverage --svg world.svg     the same as a picture, for a browser",
      "",
      "Exit status: 0 told, 2 not an address, no such map, or a database that cannot be read."
    })
final class WhereCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(arity = "0..*", paramLabel = "ADDRESS", description = "IPv4 or IPv6 addresses.")
  private List<String> addresses = List.of();

  @Option(names = "--map", paramLabel = "NAME", description = "This map only.")
  private @Nullable String map;

  @Option(
      names = "--coverage",
      description = "Shares of the address space by country and by datacenter.")
  private boolean coverage;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "With --coverage: draw it, the first map or the one in --map.")
  private @Nullable Path svg;

  @Option(names = "--json", description = "Print a JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    if (coverage != addresses.isEmpty() || (svg != null && !coverage)) {
      throw new ParameterException(
          spec.commandLine(), "expected addresses, or --coverage with or without --svg FILE");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<InetAddress> read = addresses.stream().map(this::address).toList();
    GeoInput input = GeoInput.read(config.read(err), map, err);
    if (coverage) {
      coverage(input, out);
    } else {
      List<Whereabouts> found =
          read.stream().map(address -> Whereabouts.of(address, input)).toList();
      if (json) {
        print(out, Whereabouts.document(found, input.places().databases()));
      } else {
        WhereText.print(out, found, input.places().databases());
      }
    }
    out.flush();
    return ExitStatus.OK;
  }

  private InetAddress address(String text) {
    InetAddress address = AddressText.parse(text);
    if (address == null) {
      throw new ParameterException(
          spec.commandLine(), "expected an IPv4 or IPv6 address, found '" + text + "'");
    }
    return address;
  }

  private void coverage(GeoInput input, PrintWriter out) {
    if (input.routes().isEmpty()) {
      throw new FailedException("the definitions declare no map, so there is nothing to share out");
    }
    List<MapCoverage> maps = new ArrayList<>();
    input
        .routes()
        .forEach((name, routes) -> maps.add(MapCoverage.of(name, input.places(), routes)));
    if (json) {
      print(out, MapCoverage.document(maps, input.places().databases()));
    } else {
      CoverageText.print(out, maps, input.places().databases());
    }
    if (svg != null) {
      try {
        Files.writeString(svg, CoverageSvg.draw(maps.getFirst(), input.places().databases()));
      } catch (IOException e) {
        throw new FailedException("cannot write " + svg + ": " + e.getMessage(), e);
      }
      spec.commandLine().getErr().println("drew map " + maps.getFirst().map() + " to " + svg);
    }
  }

  private static void print(PrintWriter out, Map<String, Object> document) {
    out.println(new JsonObject(document).encodePrettily());
  }
}
