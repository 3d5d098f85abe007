package gslb.server.cli;

import gslb.geo.PlaceTable;
import gslb.server.compile.Usability;
import gslb.server.config.ServerConfig;
import gslb.server.control.ServedVerdicts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gslb plan}. */
@Command(
    name = "plan",
    description = {
      "Tells which clients new definitions would move, from where to where, and what each",
      "datacenter would have to carry. Nothing is changed.",
      "With one folder: against what a running server serves, under the verdicts it has."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb plan zones/old zones/new                       two folders, every member up",
      "  gslb plan next --config server.yaml                 against this host's server",
      "  gslb plan next --config server.yaml --threshold 5%%   status 3 if more than that moves",
      "  gslb plan old new --sample queries.jsonl            weighed by recorded queries",
      "  gslb plan old new --policy www.example.com --json   for scripts",
      "",
      "A client moves if it is answered otherwise. Shares are of the located address space, IPv4",
      "and IPv6 by itself, or of the queries of the sample; docs/ref-cli.md tells more.",
      "",
      "Exit status: 0 told, 2 cannot be told, 3 told, and more moves than --threshold."
    })
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();
  @Mixin private ForecastOption forecast = new ForecastOption();

  @Parameters(
      arity = "1..2",
      paramLabel = "FOLDER",
      description = "OLD and NEW definitions, or NEW alone.")
  private List<Path> folders = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ServerConfig config = admin.config(err);
    PlaceTable places = GeoInput.places(config);
    boolean alone = folders.size() == 1;
    if (!alone && !admin.isNamed()) {
      return forecast.tell(
          "plan",
          folder(folders.getFirst(), Usability.ALL, config, err),
          folder(folders.getLast(), Usability.ALL, config, err),
          places,
          List.of(),
          out,
          err);
    }
    ServedVerdicts served = ServedSide.ask(admin, err);
    return forecast.tell(
        "plan",
        alone
            ? ServedSide.of(served, config, err)
            : folder(folders.getFirst(), served.usability(), config, err),
        folder(folders.getLast(), served.usability(), config, err),
        places,
        ServedSide.warnings(served, places),
        out,
        err);
  }

  private static Side folder(
      Path folder, Usability usability, ServerConfig config, PrintWriter err) {
    return new Side(
        folder, GeoInput.declarations(folder, config, err), null, new TreeSet<>(), usability);
  }
}
