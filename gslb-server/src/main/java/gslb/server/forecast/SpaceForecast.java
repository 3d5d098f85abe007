package gslb.server.forecast;

import gslb.geo.PlaceTable;
import gslb.geo.SpaceWalk;
import gslb.geo.Topology;
import gslb.server.forecast.Cells.Cell;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SteeredName;
import gslb.zones.AnswerType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Weighs clients by the space of addresses they are in: one family's. */
final class SpaceForecast {
  private final Snapshot before;
  private final Snapshot after;
  private final List<Matched> names;
  private final boolean v6;
  private final PlanShift shifts;
  private final StaticData zones;
  private final Map<RouteOfType, Way> waysBefore = new HashMap<>();
  private final Map<RouteOfType, Way> waysAfter = new HashMap<>();
  private final Map<String, Double> countries = new TreeMap<>();

  private record RouteOfType(String owner, AnswerType type, int route) {}

  /** Names over the same two topologies, which are walked once for all of them. */
  private record Pair(Topology before, Topology after) {}

  SpaceForecast(
      Snapshot before, Snapshot after, List<Matched> names, PlanShift shifts, boolean v6) {
    this.before = before;
    this.after = after;
    this.names = names;
    this.shifts = shifts;
    this.v6 = v6;
    this.zones = new StaticData(before.declarations(), after.declarations());
  }

  /** What was counted of each name and type. */
  record Result(Map<Matched, Map<AnswerType, Tally>> tallies, Map<String, Double> countries) {}

  /**
   * Walks the space.
   *
   * @param progress is told how much of it is behind, 0..1
   */
  Result walk(PlaceTable places, DoubleConsumer progress) {
    Map<Pair, List<Matched>> byPair = new LinkedHashMap<>();
    for (Matched name : names) {
      byPair
          .computeIfAbsent(
              new Pair(topology(name.before()), topology(name.after())), _ -> new ArrayList<>())
          .add(name);
    }
    List<Topology> topologies =
        byPair.keySet().stream()
            .flatMap(pair -> List.of(pair.before, pair.after).stream())
            .distinct()
            .toList();
    List<Walked> walked = new ArrayList<>();
    byPair.forEach((pair, ofPair) ->
        walked.add(
            new Walked(
                ofPair,
                topologies.indexOf(pair.before),
                topologies.indexOf(pair.after),
                new Cells((from, to) -> moves(ofPair, from, to)))));
    SpaceWalk.walk(
        v6,
        places,
        topologies,
        (block, country, size, routes) -> {
          progress.accept(Math.scalb((double) (block.high() >>> 32), -32));
          if (country != null && size > 0) {
            countries.merge(country, size, Double::sum);
          }
          for (Walked pair : walked) {
            pair.cells.add(block, country, size, routes[pair.before], routes[pair.after]);
          }
        });
    Map<Matched, Map<AnswerType, Tally>> tallies = new LinkedHashMap<>();
    for (Walked pair : walked) {
      List<Cell> cells = List.copyOf(pair.cells.end());
      pair.names.forEach(name -> tallies.put(name, tallies(name, cells)));
    }
    return new Result(tallies, countries);
  }

  /**
   * A pair on its walk.
   *
   * @param before index of its topology
   * @param after likewise
   */
  private record Walked(List<Matched> names, int before, int after, Cells cells) {}

  private static Topology topology(@Nullable SteeredName name) {
    return name == null ? Topology.everywhere() : name.topology();
  }

  private boolean moves(List<Matched> names, int from, int to) {
    for (Matched name : names) {
      for (AnswerType type : name.types()) {
        if (shift(name, type, from, to).moved() > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private Map<AnswerType, Tally> tallies(Matched name, List<Cell> cells) {
    Map<AnswerType, Tally> tallies = new LinkedHashMap<>();
    for (AnswerType type : name.types()) {
      Tally tally = new Tally();
      for (Cell cell : cells) {
        Shift shift = shift(name, type, cell.before, cell.after);
        tally.add(shift, cell.size);
        if (shift.moved() > 0) {
          cell.countries.forEach((country, size) -> tally.locate(shift, country, size));
          tally.add(shift, cell.networks);
        }
      }
      tallies.put(type, tally);
    }
    return tallies;
  }

  private Shift shift(Matched name, AnswerType type, int from, int to) {
    Way old =
        waysBefore.computeIfAbsent(
            new RouteOfType(name.owner(), type, from),
            key -> way(before, name.before(), key, zones.before(key.owner, key.type)));
    Way now =
        waysAfter.computeIfAbsent(
            new RouteOfType(name.owner(), type, to),
            key -> way(after, name.after(), key, zones.after(key.owner, key.type)));
    return shifts.of(name.before(), old, name.after(), now, v6);
  }

  private static Way way(
      Snapshot snapshot, @Nullable SteeredName name, RouteOfType asked, Stand unsteered) {
    return name == null || !name.types().contains(asked.type)
        ? Way.to(unsteered)
        : Way.of(snapshot.plans().get(name.index()).of(asked.type, asked.route), asked.type);
  }
}
