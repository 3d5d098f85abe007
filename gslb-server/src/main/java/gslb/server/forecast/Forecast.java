package gslb.server.forecast;

import gslb.geo.PlaceTable;
import gslb.server.snapshot.Snapshot;
import gslb.zones.AnswerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What would move if one snapshot took the place of another.
 *
 * @param spaces what clients are weighed by, by name
 * @param most what moves most
 * @param datacenters over all policies
 * @param policies in the order of the later definitions, those that are gone last
 * @param records of zone files
 */
public record Forecast(
    Map<String, Space> spaces,
    Most most,
    List<LoadLine> datacenters,
    List<PolicyForecast> policies,
    RecordChanges records) {
  private static final String IPV4 = "ipv4";
  private static final String IPV6 = "ipv6";
  private static final String SAMPLE = "sample";

  public Forecast {
    spaces = Map.copyOf(spaces);
    datacenters = List.copyOf(datacenters);
    policies = List.copyOf(policies);
  }

  /**
   * What shares are shares of.
   *
   * @param unit addresses, networks_48 or queries
   * @param size how many of them
   */
  public record Space(String unit, double size) {}

  /**
   * The largest movement.
   *
   * @param share 0..1
   * @param policy whose clients move; null = of all together
   */
  public record Most(double share, String space, @Nullable String policy) {}

  /**
   * Clients by the address space they are in.
   *
   * @param places locate them
   * @param wanted owner names to look at
   * @param progress is told how much is done, 0..1
   */
  public static Forecast overSpace(
      Snapshot before,
      Snapshot after,
      PlaceTable places,
      Predicate<String> wanted,
      DoubleConsumer progress) {
    List<Matched> names = Matched.of(before, after, wanted);
    PlanShift shifts = new PlanShift();
    SpaceForecast.Result v4 =
        new SpaceForecast(before, after, names, shifts, false)
            .walk(places, done -> progress.accept(done / 2));
    SpaceForecast.Result v6 =
        new SpaceForecast(before, after, names, shifts, true)
            .walk(places, done -> progress.accept((1 + done) / 2));
    List<Counted> counted = new ArrayList<>();
    for (Matched name : names) {
      for (AnswerType type : name.types()) {
        counted.add(
            new Counted(
                name,
                type,
                ordered(IPV4, tally(v4, name, type), IPV6, tally(v6, name, type)),
                ordered(IPV4, v4.countries(), IPV6, v6.countries())));
      }
    }
    Map<String, Space> spaces =
        ordered(
            IPV4, new Space("addresses", Tally.sum(v4.countries())),
            IPV6, new Space("networks_48", Tally.sum(v6.countries())));
    List<PolicyForecast> policies = policies(before, after, counted);
    return new Forecast(
        spaces,
        most(policies),
        overall(before, after, counted, true),
        policies,
        new StaticData(before.declarations(), after.declarations()).changes());
  }

  /** Clients by the queries they sent. */
  public static Forecast ofSample(
      Snapshot before,
      Snapshot after,
      PlaceTable places,
      Predicate<String> wanted,
      Sample queries) {
    List<Matched> names = Matched.of(before, after, wanted);
    SampleForecast sample = new SampleForecast(before, after, names, places);
    queries.read(sample::add);
    List<Counted> counted = new ArrayList<>();
    double moved = 0;
    for (Matched name : names) {
      for (AnswerType type : name.types()) {
        Tally tally = Objects.requireNonNull(sample.tallies().get(name)).get(type);
        Tally known = Objects.requireNonNull(tally);
        moved += known.moved(false) * known.counted();
        counted.add(
            new Counted(
                name, type, Map.of(SAMPLE, known), Map.of(SAMPLE, sample.countries(name, type))));
      }
    }
    double all = sample.queries();
    return new Forecast(
        Map.of(SAMPLE, new Space("queries", all)),
        new Most(all == 0 ? 0 : Math.min(1, moved / all), SAMPLE, null),
        overall(before, after, counted, false),
        policies(before, after, counted),
        new StaticData(before.declarations(), after.declarations()).changes());
  }

  private static Tally tally(SpaceForecast.Result result, Matched name, AnswerType type) {
    return Objects.requireNonNull(
        Objects.requireNonNull(result.tallies().get(name)).get(type), name.owner());
  }

  private static <T> Map<String, T> ordered(String one, T first, String other, T second) {
    Map<String, T> map = new LinkedHashMap<>();
    map.put(one, first);
    map.put(other, second);
    return map;
  }

  /** Types of a name that fare alike are one. */
  private static List<PolicyForecast> policies(
      Snapshot before, Snapshot after, List<Counted> counted) {
    Capacities capacities = new Capacities(before.declarations(), after.declarations());
    Map<PolicyForecast, List<AnswerType>> alike = new LinkedHashMap<>();
    for (Counted each : counted) {
      PolicyForecast policy = each.forecast(capacities);
      alike.computeIfAbsent(withTypes(policy, List.of()), _ -> new ArrayList<>()).add(each.type());
    }
    List<PolicyForecast> policies = new ArrayList<>();
    alike.forEach((policy, types) -> policies.add(withTypes(policy, types)));
    return policies;
  }

  private static PolicyForecast withTypes(PolicyForecast of, List<AnswerType> types) {
    return new PolicyForecast(
        of.owner(),
        types,
        of.change(),
        of.moved(),
        of.movedDatacenter(),
        of.moves(),
        of.countries(),
        of.networks(),
        of.moreNetworks(),
        of.datacenters(),
        of.members());
  }

  private static Most most(List<PolicyForecast> policies) {
    Most most = new Most(0, IPV4, null);
    for (PolicyForecast policy : policies) {
      for (String space : policy.moved().bySpace().keySet()) {
        double share = policy.moved().of(space);
        if (share > most.share()) {
          most = new Most(share, space, policy.owner());
        }
      }
    }
    return most;
  }

  /**
   * What the datacenters get of the clients of all names that are steered.
   *
   * @param even whether each name counts the same, and each of its types; else queries do
   */
  private static List<LoadLine> overall(
      Snapshot before, Snapshot after, List<Counted> counted, boolean even) {
    Map<String, Map<String, Double>> were = new LinkedHashMap<>();
    Map<String, Map<String, Double>> are = new LinkedHashMap<>();
    List<String> spaces = new ArrayList<>();
    for (Counted each : counted) {
      each.tallies()
          .forEach((space, tally) -> {
            double weight =
                !even || tally.counted() == 0
                    ? 1
                    : 1 / (tally.counted() * each.name().types().size());
            if (!spaces.contains(space)) {
              spaces.add(space);
            }
            addAll(were, space, tally.before(), weight);
            addAll(are, space, tally.after(), weight);
          });
    }
    Map<String, Double> nothing = new LinkedHashMap<>();
    spaces.forEach(space -> nothing.put(space, 0.0));
    return new Capacities(before.declarations(), after.declarations())
        .lines(shares(were, spaces), shares(are, spaces), new Shares(nothing));
  }

  private static void addAll(
      Map<String, Map<String, Double>> sums, String space, Map<Stand, Double> side, double weight) {
    side.forEach((stand, size) -> {
      if (stand.steered()) {
        sums.computeIfAbsent(stand.place(), _ -> new LinkedHashMap<>())
            .merge(space, size * weight, Double::sum);
      }
    });
  }

  private static Map<String, Shares> shares(
      Map<String, Map<String, Double>> sums, List<String> spaces) {
    Map<String, Double> totals = new LinkedHashMap<>();
    sums.values()
        .forEach(
            bySpace -> bySpace.forEach((space, size) -> totals.merge(space, size, Double::sum)));
    Map<String, Shares> shares = new LinkedHashMap<>();
    sums.forEach((place, bySpace) -> {
      Map<String, Double> ofPlace = new LinkedHashMap<>();
      for (String space : spaces) {
        double total = totals.getOrDefault(space, 0.0);
        ofPlace.put(space, total == 0 ? 0 : bySpace.getOrDefault(space, 0.0) / total);
      }
      shares.put(place, new Shares(ofPlace));
    });
    return shares;
  }

  /** Whether anybody, or any zone's record, is answered otherwise. */
  public boolean changed() {
    return !records.isEmpty()
        || policies.stream().anyMatch(policy -> policy.change() != Change.NONE);
  }

  /** As machines read it. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("changed", changed());
    Map<String, Object> moved = new LinkedHashMap<>();
    moved.put("share", most.share());
    moved.put("space", most.space());
    moved.put("policy", most.policy());
    document.put("moved", moved);
    Map<String, Object> sizes = new LinkedHashMap<>();
    spaces.forEach((name, space) -> {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("unit", space.unit());
      one.put("size", space.size());
      sizes.put(name, one);
    });
    document.put("spaces", sizes);
    document.put("datacenters", datacenters.stream().map(LoadLine::document).toList());
    document.put("policies", policies.stream().map(PolicyForecast::document).toList());
    Map<String, Object> rrsets = new LinkedHashMap<>();
    rrsets.put("added", records.added());
    rrsets.put("removed", records.removed());
    rrsets.put("changed", records.changed());
    document.put("records", rrsets);
    Map<String, Object> zones = new LinkedHashMap<>();
    zones.put("added", records.zonesAdded());
    zones.put("removed", records.zonesRemoved());
    document.put("zones", zones);
    return document;
  }
}
