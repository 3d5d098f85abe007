package gslb.server.forecast;

import gslb.server.forecast.Races.Entrant;
import gslb.server.steer.Choice;
import gslb.server.steer.Plan;
import gslb.zones.AnswerType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan for one type, as it is compared: the ways clients go, to whom they lead. */
sealed interface Way {

  /** Clients divided. */
  record Fork(Plan.Reason reason, List<Entrant> entrants, List<Way> ways) implements Way {}

  /**
   * Where a way ends.
   *
   * @param plan what picks; null = nobody does, all of the end is answered
   */
  record End(Draw draw, @Nullable Plan plan) implements Way {}

  /** How an end picks. */
  enum Kind {
    /** All stands, whoever asks. */
    ALL,
    /** Some, by the arrivals of a race. */
    RACE,
    /** Some, by tickets. */
    LOTTERY,
    /** Some, in turn. */
    TURN
  }

  /**
   * What an end has to pick from; equal ones pick alike.
   *
   * @param count how many are picked
   * @param sticky whether the time slot is left out
   * @param entrants a name and weight for each stand; for {@link Kind#ALL} none
   */
  record Draw(Kind kind, int count, boolean sticky, List<Entrant> entrants, List<Stand> stands) {

    static Draw all(List<Stand> stands) {
      return new Draw(Kind.ALL, stands.size(), true, List.of(), stands);
    }

    /** Whether every stand has the same chance. */
    boolean isEven() {
      return kind == Kind.TURN || entrants.stream().map(Entrant::weight).distinct().count() == 1;
    }

    /** The chance of each stand where one is picked. */
    double[] chances() {
      return Races.shares(
          kind == Kind.TURN
              ? entrants.stream().map(entrant -> new Entrant(entrant.name(), 1)).toList()
              : entrants);
    }
  }

  /** The one way there is to something fixed. */
  static Way to(Stand stand) {
    return new End(Draw.all(List.of(stand)), null);
  }

  /** The ways of a plan. */
  static Way of(Plan plan, AnswerType type) {
    return switch (plan) {
      case Plan.Divided divided ->
          new Fork(
              divided.reason(),
              divided.parts().stream()
                  .map(part -> new Entrant(part.name(), part.weight()))
                  .toList(),
              divided.parts().stream().map(part -> of(part.plan(), type)).toList());
      case Plan.Fixed fixed ->
          new End(Draw.all(stands(fixed.basis(), fixed.choices(), type)), null);
      case Plan.Drawn drawn ->
          new End(
              draw(
                  drawn.tickets() == null ? Kind.RACE : Kind.LOTTERY,
                  drawn.count(),
                  drawn.sticky(),
                  drawn,
                  drawn.choices(),
                  type),
              drawn);
      case Plan.Turn turn ->
          new End(draw(Kind.TURN, turn.count(), false, turn, turn.choices(), type), turn);
      case Plan.Spent spent -> to(Stand.of(spent.answer()));
    };
  }

  private static Draw draw(
      Kind kind, int count, boolean sticky, Plan plan, List<Choice> choices, AnswerType type) {
    List<Entrant> entrants = new ArrayList<>();
    choices.forEach(choice -> entrants.add(new Entrant(choice.member().name(), choice.weight())));
    return new Draw(kind, count, sticky, entrants, stands(plan.basis(), choices, type));
  }

  private static List<Stand> stands(Plan.Basis basis, List<Choice> choices, AnswerType type) {
    return choices.stream().map(choice -> Stand.of(basis, choice, type)).toList();
  }
}
