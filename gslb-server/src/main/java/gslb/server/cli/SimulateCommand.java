package gslb.server.cli;

import gslb.geo.PlaceTable;
import gslb.server.compile.Usability;
import gslb.server.config.ServerConfig;
import gslb.server.control.ServedVerdicts;
import gslb.server.forecast.Outage;
import gslb.zones.Declarations;
import gslb.zones.problem.ClosestWord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gslb simulate}. */
@Command(
    name = "simulate",
    description = {
      "Tells where clients would go if datacenters or members went down, and what each of the",
      "others would have to carry. Nothing is taken down.",
      "With --admin: from what that server serves, under the verdicts it has; else from a folder,",
      "with every other member up."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb simulate zones/example --down fra            a datacenter",
      "  gslb simulate zones/example --down fra,web/iad-1  a datacenter and a member of another",
      "  gslb simulate --admin 127.0.0.1:8053 --down fra   what runs, as it stands now",
      "  gslb simulate zones/example --down fra --json     for scripts",
      "",
      "Exit status: 0 told, 2 cannot be told, 3 told, and more moves than --threshold."
    })
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();
  @Mixin private ForecastOption forecast = new ForecastOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The definitions. Without it, those of --admin or of --config.")
  private @Nullable Path folder;

  @Option(
      names = "--down",
      required = true,
      split = ",",
      paramLabel = "TARGET",
      description = "A datacenter, or a member as pool/member.")
  private List<String> down = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ServerConfig config = admin.config(err);
    PlaceTable places = GeoInput.places(config);
    if (!admin.isNamed()) {
      Side now = folder(Usability.ALL, config, err);
      return forecast.tell("simulate", now, outage(now), places, List.of(), out, err);
    }
    ServedVerdicts served = ServedSide.ask(admin, err);
    Side now =
        folder == null
            ? ServedSide.of(served, config, err)
            : folder(served.usability(), config, err);
    List<String> warnings = ServedSide.warnings(served, places);
    return forecast.tell("simulate", now, outage(now), places, warnings, out, err);
  }

  private Side folder(Usability usability, ServerConfig config, PrintWriter err) {
    Path read = folder == null ? config.definitions() : folder;
    return new Side(
        read, GeoInput.declarations(read, config, err), null, new TreeSet<>(), usability);
  }

  private Side outage(Side now) {
    SortedSet<String> targets = targets(now.declarations());
    SortedSet<String> gone = new TreeSet<>(down);
    for (String target : gone) {
      if (!targets.contains(target)) {
        throw new FailedException(
            "there is no datacenter and no pool/member '%s' in %s%s"
                .formatted(target, now.folder(), ClosestWord.hint(target, targets)));
      }
    }
    return new Side(
        now.folder(),
        now.declarations(),
        now.generation(),
        gone,
        new Outage(gone, now.usability()));
  }

  private static SortedSet<String> targets(Declarations declarations) {
    SortedSet<String> targets = new TreeSet<>(declarations.datacenters().keySet());
    declarations
        .pools()
        .values()
        .forEach(pool ->
            pool.members().forEach(member -> targets.add(pool.name() + "/" + member.name())));
    return targets;
  }
}
