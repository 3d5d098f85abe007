package gslb.server.cli;

import gslb.geo.PlaceTable;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.forecast.Forecast;
import gslb.server.snapshot.Snapshot;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code plan} and {@code simulate} have in common: two sides, compared and told. */
final class ForecastOption {
  private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?) ?%");

  @Option(
      names = "--threshold",
      paramLabel = "SHARE",
      description = "End with status 3 if more of the clients move, such as 5%% or 0.5%%.")
  private @Nullable String threshold;

  @Option(
      names = "--sample",
      paramLabel = "FILE",
      description = "Weigh clients by the queries of a query log, not by the address space.")
  private List<Path> samples = List.of();

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "Look at this owner name only, such as www.example.com.")
  private List<String> policies = List.of();

  @Option(names = "--json", description = "Print a JSON document.")
  private boolean json;

  /**
   * Compares, tells, and gives the exit status.
   *
   * @param command its name
   * @param warnings what may make the comparison untrue
   */
  int tell(
      String command,
      Side old,
      Side now,
      PlaceTable places,
      List<String> warnings,
      PrintWriter out,
      PrintWriter err) {
    Double limit = limit();
    warnings.forEach(warning -> err.println("gslb: " + warning));
    Predicate<String> wanted = wanted(old, now);
    Progress progress = new Progress(err);
    SnapshotCompiler compiler = new SnapshotCompiler(places);
    Snapshot before = old.compile(compiler, 1, Instant.EPOCH);
    Snapshot after = now.compile(compiler, 2, Instant.EPOCH);
    Forecast forecast =
        samples.isEmpty()
            ? Forecast.overSpace(
                before, after, places, wanted, done -> progress.at("address space", done))
            : Forecast.ofSample(
                before, after, places, wanted, query -> SampleFile.read(samples, query, progress));
    boolean exceeded = limit != null && forecast.most().share() > limit;
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("schema", 1);
      document.put("command", command);
      document.put("old", old.document());
      document.put("new", now.document());
      document.put("threshold", limit);
      document.put("exceeded", limit == null ? null : exceeded);
      document.putAll(forecast.document());
      document.put("warnings", warnings);
      out.println(new JsonObject(document).encodePrettily());
    } else {
      new ForecastText(out, forecast).print();
      verdict(out, forecast, limit, exceeded);
    }
    out.flush();
    return exceeded ? ExitStatus.MOVES_TOO_MUCH : ExitStatus.OK;
  }

  private static void verdict(
      PrintWriter out, Forecast forecast, @Nullable Double limit, boolean exceeded) {
    if (limit != null) {
      out.println(
          "%s moves, the threshold is %s: %s"
              .formatted(
                  ForecastText.most(forecast),
                  ForecastText.percent(limit),
                  exceeded ? "TOO MUCH" : "no more than that"));
    }
  }

  private @Nullable Double limit() {
    if (threshold == null) {
      return null;
    }
    Matcher matcher = PERCENTAGE.matcher(threshold);
    double share = matcher.matches() ? Double.parseDouble(matcher.group(1)) / 100 : -1;
    if (share < 0 || share > 1) {
      throw new FailedException(
          "expected --threshold such as 5% or 0.5%, at most 100%; found '" + threshold + "'");
    }
    return share;
  }

  private Predicate<String> wanted(Side old, Side now) {
    if (policies.isEmpty()) {
      return _ -> true;
    }
    TreeSet<String> steered = new TreeSet<>(old.owners());
    steered.addAll(now.owners());
    List<String> owners = new ArrayList<>();
    for (String policy : policies) {
      String owner = policy.endsWith(".") ? policy : policy + ".";
      if (!steered.contains(owner)) {
        throw new FailedException(
            "no policy steers '" + owner + "'; there are " + String.join(" ", steered));
      }
      owners.add(owner);
    }
    return owners::contains;
  }
}
