package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.compile.Usability;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.SnapshotRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server makes its plans of, as it crosses the admin address: where its definitions are, and
 * what the verdicts come to. Whoever has it and the same databases can make the same plans.
 *
 * @param generation of the definitions served; 0 = none yet
 * @param digest of these
 * @param definitions the folder they were read from
 * @param geo which databases locate the clients
 * @param usability what the verdicts come to
 */
public record ServedVerdicts(
    long generation, String digest, Path definitions, String geo, Usability usability) {

  /** What a server tells of itself, whenever it is asked. */
  public static Supplier<Map<String, Object>> source(
      SnapshotRef snapshots, Path definitions, VerdictFeed feed) {
    return () -> document(snapshots.get().provenance(), definitions, feed.standing());
  }

  static Map<String, Object> document(Provenance served, Path definitions, Standing standing) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("generation", served.generation());
    document.put("digest", served.digest());
    document.put("definitions", definitions.toAbsolutePath().toString());
    document.put("geo", served.geo());
    List<Map<String, Object>> verdicts = new ArrayList<>();
    standing
        .verdicts()
        .byEndpoint()
        .forEach((endpoint, verdict) -> verdicts.add(verdict(endpoint, verdict)));
    document.put("verdicts", verdicts);
    List<Map<String, Object>> weights = new ArrayList<>();
    standing.weights().forEach((held, of) -> weights.add(weights(held, of)));
    document.put("weights", weights);
    document.put("spill", standing.spill().byDatacenter());
    document.put("spill_notes", standing.spill().notes());
    return document;
  }

  private static Map<String, Object> verdict(Endpoint endpoint, Verdict verdict) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("monitor", endpoint.monitor());
    document.put("target", endpoint.target());
    document.put("up", verdict.up());
    document.put("regions", verdict.regions());
    return document;
  }

  private static Map<String, Object> weights(Standing.Held held, Standing.Weights of) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pool", held.pool());
    document.put("monitor", held.endpoint().monitor());
    document.put("target", held.endpoint().target());
    document.put("health", of.health());
    document.put("ramp", of.ramp());
    return document;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static ServedVerdicts read(Map<String, Object> document) {
    Map<Endpoint, Verdict> verdicts = new HashMap<>();
    for (Map<?, ?> entry : maps(document.get("verdicts"))) {
      Map<String, Boolean> regions = new HashMap<>();
      map(entry.get("regions"))
          .forEach((region, up) -> regions.put(text(region), Boolean.TRUE.equals(up)));
      boolean up = Boolean.TRUE.equals(entry.get("up"));
      verdicts.put(
          endpoint(entry), new Verdict(up, Verdict.Basis.LAST_KNOWN, 0, 0, List.of(), regions));
    }
    Map<Standing.Held, Standing.Weights> weights = new HashMap<>();
    for (Map<?, ?> entry : maps(document.get("weights"))) {
      weights.put(
          new Standing.Held(text(entry.get("pool")), endpoint(entry)),
          new Standing.Weights(number(entry.get("health")), number(entry.get("ramp"))));
    }
    Map<String, Map<String, Integer>> spill = new LinkedHashMap<>();
    map(document.get("spill"))
        .forEach((from, shares) -> {
          Map<String, Integer> to = new LinkedHashMap<>();
          map(shares).forEach((name, share) -> to.put(text(name), number(share)));
          spill.put(text(from), to);
        });
    Map<String, String> notes = new LinkedHashMap<>();
    map(document.get("spill_notes")).forEach((of, note) -> notes.put(text(of), text(note)));
    return new ServedVerdicts(
        number(document.get("generation")),
        text(document.get("digest")),
        Path.of(text(document.get("definitions"))),
        text(document.get("geo")),
        new Standing(0, new Verdicts(0, verdicts), new SpillShares(spill, notes), weights));
  }

  private static Endpoint endpoint(Map<?, ?> entry) {
    return new Endpoint(text(entry.get("monitor")), text(entry.get("target")));
  }

  private static List<Map<?, ?>> maps(@Nullable Object value) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException("expected a list, found " + value);
    }
    list.forEach(each -> maps.add(map(each)));
    return maps;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("expected an object, found " + value);
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("expected a text, found " + value);
  }

  private static int number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalArgumentException("expected a number, found " + value);
  }
}
