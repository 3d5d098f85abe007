package gslb.server.forecast;

import gslb.server.forecast.PolicyForecast.CountryLine;
import gslb.server.forecast.PolicyForecast.MemberLine;
import gslb.server.forecast.PolicyForecast.MoveLine;
import gslb.zones.AnswerType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What was counted of one name's clients, of one type, in every space, as lines of a report.
 *
 * @param tallies by space
 * @param countries by space: how much is counted in each country
 */
record Counted(
    Matched name,
    AnswerType type,
    Map<String, Tally> tallies,
    Map<String, Map<String, Double>> countries) {

  /** So many countries are told, those with most first. */
  private static final int MOST_COUNTRIES = 20;

  /** What rounding leaves of nothing. */
  private static final double NEARLY_NOTHING = 1e-9;

  PolicyForecast forecast(Capacities capacities) {
    List<MovedNetwork> networks = new ArrayList<>();
    int more = 0;
    for (Tally tally : tallies.values()) {
      networks.addAll(tally.networks());
      more += tally.moreNetworks();
    }
    Shares moved = shares(tally -> tally.moved(false));
    Change change = name.change(type);
    if (change == Change.NONE && (moved.most() > 0 || !networks.isEmpty())) {
      change = Change.CHANGED;
    }
    return new PolicyForecast(
        name.owner(),
        List.of(type),
        change,
        moved,
        shares(tally -> tally.moved(true)),
        moves(),
        countryLines(),
        networks,
        more,
        capacities.lines(places(Tally::before), places(Tally::after), shares(_ -> 0)),
        members());
  }

  private Shares shares(ToDoubleFunction<Tally> share) {
    Map<String, Double> shares = new LinkedHashMap<>();
    tallies.forEach((space, tally) -> shares.put(space, share.applyAsDouble(tally)));
    return new Shares(shares);
  }

  /** Of all that is counted. */
  private Shares parts(ToDoubleFunction<Tally> size) {
    return shares(tally -> tally.counted() == 0 ? 0 : size.applyAsDouble(tally) / tally.counted());
  }

  private List<MoveLine> moves() {
    Set<Move> moves = new TreeSet<>(Comparator.comparing(Move::from).thenComparing(Move::to));
    tallies.values().forEach(tally -> moves.addAll(tally.moves().keySet()));
    List<MoveLine> lines = new ArrayList<>();
    for (Move move : moves) {
      Map<String, Map<String, Double>> sizes = new LinkedHashMap<>();
      tallies.forEach(
          (space, tally) -> sizes.put(space, tally.moves().getOrDefault(move, Map.of())));
      Shares shares = parts(tally -> Tally.sum(tally.moves().getOrDefault(move, Map.of())));
      lines.add(new MoveLine(move.from(), move.to(), shares, largest(sizes)));
    }
    lines.sort(Comparator.comparingDouble((MoveLine line) -> line.shares().most()).reversed());
    return lines;
  }

  /** Countries by how much moves there; told is how much of what is counted in the country. */
  private List<CountryLine> countryLines() {
    Map<String, Map<String, Double>> moved = new LinkedHashMap<>();
    tallies.forEach((space, tally) -> moved.put(space, tally.movedByCountry()));
    return largest(moved).stream()
        .map(line -> new CountryLine(line.country(), movedIn(line.country(), moved)))
        .toList();
  }

  private Shares movedIn(String country, Map<String, Map<String, Double>> moved) {
    Map<String, Double> shares = new LinkedHashMap<>();
    moved.forEach((space, byCountry) -> {
      double there = countries.getOrDefault(space, Map.of()).getOrDefault(country, 0.0);
      double of = byCountry.getOrDefault(country, 0.0);
      shares.put(space, there == 0 ? 0 : Math.min(1, of / there));
    });
    return new Shares(shares);
  }

  /**
   * Those with most, as shares of all that is counted.
   *
   * @param sizes by space and country
   */
  private List<CountryLine> largest(Map<String, Map<String, Double>> sizes) {
    Set<String> met = new TreeSet<>();
    sizes.values().forEach(byCountry -> met.addAll(byCountry.keySet()));
    List<CountryLine> lines = new ArrayList<>();
    for (String country : met) {
      Map<String, Double> shares = new LinkedHashMap<>();
      tallies.forEach((space, tally) -> {
        double of = sizes.getOrDefault(space, Map.of()).getOrDefault(country, 0.0);
        shares.put(space, tally.counted() == 0 ? 0 : of / tally.counted());
      });
      lines.add(new CountryLine(country, new Shares(shares)));
    }
    lines.sort(Comparator.comparingDouble((CountryLine line) -> line.shares().most()).reversed());
    return lines.subList(0, Math.min(MOST_COUNTRIES, lines.size()));
  }

  private Map<String, Shares> places(Function<Tally, Map<Stand, Double>> side) {
    Set<String> places = new TreeSet<>();
    tallies
        .values()
        .forEach(tally -> side.apply(tally).keySet().forEach(stand -> places.add(stand.place())));
    Map<String, Shares> shares = new TreeMap<>();
    for (String place : places) {
      Shares of =
          parts(tally ->
              side.apply(tally).entrySet().stream()
                  .filter(entry -> entry.getKey().place().equals(place))
                  .mapToDouble(Map.Entry::getValue)
                  .sum());
      if (of.most() > NEARLY_NOTHING) {
        shares.put(place, of);
      }
    }
    return shares;
  }

  private record Named(String pool, String member, String datacenter) {}

  private List<MemberLine> members() {
    Set<Named> all =
        new TreeSet<>(
            Comparator.comparing(Named::pool)
                .thenComparing(Named::member)
                .thenComparing(Named::datacenter));
    for (Tally tally : tallies.values()) {
      Stream.of(tally.before(), tally.after())
          .flatMap(side -> side.keySet().stream())
          .filter(Stand::isMember)
          .forEach(stand -> all.add(new Named(stand.pool(), stand.member(), stand.place())));
    }
    List<MemberLine> lines = new ArrayList<>();
    for (Named named : all) {
      Shares before = parts(tally -> of(tally.before(), named));
      Shares after = parts(tally -> of(tally.after(), named));
      boolean differ =
          before.bySpace().keySet().stream()
              .anyMatch(space -> Math.abs(before.of(space) - after.of(space)) > NEARLY_NOTHING);
      if (differ) {
        lines.add(new MemberLine(named.pool, named.member, named.datacenter, before, after));
      }
    }
    return lines;
  }

  private static double of(Map<Stand, Double> side, Named named) {
    return side.entrySet().stream()
        .filter(entry ->
            entry.getKey().pool().equals(named.pool)
                && entry.getKey().member().equals(named.member)
                && entry.getKey().place().equals(named.datacenter))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
