package gslb.server.forecast;

import gslb.geo.PlaceTable;
import gslb.server.answer.Explanation;
import gslb.server.answer.Explanation.Steering;
import gslb.server.answer.Rehearsal;
import gslb.server.compile.PresentationFormat;
import gslb.server.snapshot.Snapshot;
import gslb.zones.AnswerType;
import gslb.zones.Prefix;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Weighs clients by the queries they sent: each is answered from both snapshots. */
final class SampleForecast {
  /** Of clients no database places. */
  private static final String UNKNOWN = "unknown";

  private final Snapshot before;
  private final Snapshot after;
  private final PlaceTable places;
  private final StaticData zones;
  private final Map<String, Matched> names = new LinkedHashMap<>();
  private final Map<Matched, Map<AnswerType, Tally>> tallies = new LinkedHashMap<>();
  private final Map<Matched, Map<AnswerType, Map<String, Double>>> countries =
      new LinkedHashMap<>();
  private double queries;

  /** A steered choice on the way to an answer. */
  private record Choice(String owner, AnswerType type) {}

  SampleForecast(Snapshot before, Snapshot after, List<Matched> names, PlaceTable places) {
    this.before = before;
    this.after = after;
    this.places = places;
    this.zones = new StaticData(before.declarations(), after.declarations());
    for (Matched name : names) {
      this.names.put(name.owner(), name);
      Map<AnswerType, Tally> ofName = new EnumMap<>(AnswerType.class);
      name.types().forEach(type -> ofName.put(type, new Tally()));
      tallies.put(name, ofName);
      countries.put(name, new EnumMap<>(AnswerType.class));
    }
  }

  /** One more query. */
  void add(Asked asked) {
    queries += asked.weight();
    Map<Choice, Steering> old = choices(before, asked);
    Map<Choice, Steering> now = choices(after, asked);
    Set<Choice> all = new LinkedHashSet<>(old.keySet());
    all.addAll(now.keySet());
    for (Choice choice : all) {
      Matched name = names.get(choice.owner);
      Tally tally = name == null ? null : tallies.getOrDefault(name, Map.of()).get(choice.type);
      if (name != null && tally != null) {
        Shift shift =
            new Shift.Sum()
                .add(
                    1,
                    stands(old.get(choice), zones.before(choice.owner, choice.type)),
                    stands(now.get(choice), zones.after(choice.owner, choice.type)))
                .shift();
        Steering located = Objects.requireNonNull(now.getOrDefault(choice, old.get(choice)));
        Prefix client = asked.subnet();
        String country = country(located.fromSubnet() && client != null ? client : asked.client());
        tally.add(shift, asked.weight());
        tally.locate(shift, country, asked.weight());
        countries(name, choice.type).merge(country, asked.weight(), Double::sum);
      }
    }
  }

  private static Map<Choice, Steering> choices(Snapshot snapshot, Asked asked) {
    Explanation explanation = explain(snapshot, asked, asked.subnet());
    if (asked.subnet() != null && explanation.choices().stream().noneMatch(Steering::fromSubnet)) {
      explanation = explain(snapshot, asked, null); // a policy may go by the sender all the same
    }
    Map<Choice, Steering> choices = new LinkedHashMap<>();
    explanation
        .choices()
        .forEach(choice -> choices.put(new Choice(choice.owner(), choice.type()), choice));
    return choices;
  }

  private static Explanation explain(Snapshot snapshot, Asked asked, @Nullable Prefix subnet) {
    return Rehearsal.explain(
        snapshot,
        PresentationFormat.name(asked.name()),
        asked.type(),
        subnet != null ? subnet : asked.client(),
        subnet != null,
        asked.millis());
  }

  private static List<Stand> stands(@Nullable Steering steering, Stand unsteered) {
    if (steering == null) {
      return List.of(unsteered);
    }
    if (steering.spent() != null) {
      return List.of(Stand.of(steering.spent()));
    }
    return steering.candidates().stream()
        .filter(Explanation.Weighed::picked)
        .map(member ->
            new Stand(
                member.datacenter(), steering.basis().pool(), member.member(), member.target()))
        .toList();
  }

  private String country(Prefix client) {
    String territory = places.place(client.address()).place().territory();
    return territory == null ? UNKNOWN : territory;
  }

  /** How much was counted of a name and type in each country. */
  Map<String, Double> countries(Matched name, AnswerType type) {
    return countries
        .computeIfAbsent(name, _ -> new EnumMap<>(AnswerType.class))
        .computeIfAbsent(type, _ -> new TreeMap<>());
  }

  /** What was counted of each name and type. */
  Map<Matched, Map<AnswerType, Tally>> tallies() {
    return tallies;
  }

  /** How many queries there were, of whatever name. */
  double queries() {
    return queries;
  }
}
