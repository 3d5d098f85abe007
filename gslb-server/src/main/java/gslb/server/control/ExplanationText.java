package gslb.server.control;

import gslb.server.answer.Explanation.Bucket;
import gslb.server.answer.Explanation.Division;
import gslb.server.answer.Explanation.Steering;
import gslb.server.snapshot.Provenance;
import gslb.server.steer.Plan.PassedOver;
import gslb.zones.Policy;
import java.util.stream.Collectors;

/**
 * An explanation for people, read top-down: who, where, which rule, which pool, which member, what
 * was said.
 */
final class ExplanationText {
  private static final int NEVER = Integer.MAX_VALUE;

  private final StringBuilder text = new StringBuilder();

  private ExplanationText() {}

  static String of(ExplainedAnswer answer) {
    ExplanationText text = new ExplanationText();
    text.write(answer);
    return text.text.toString();
  }

  private void write(ExplainedAnswer answer) {
    ExplainRequest request = answer.request();
    line("%s %s".formatted(request.name(), request.type()));
    line(
        "  client     %s (%s)".formatted(request.client(), ExplainedAnswer.from(request.subnet())));
    line(
        "  place      %s; network %s in %s"
            .formatted(answer.place(), answer.network(), String.join(", ", answer.databases())));
    answer.choices().forEach(this::choice);
    if (answer.choices().isEmpty()) {
      line("  static     no policy steers this name and type");
    }
    line(
        "  answer     %s, scope /%d"
            .formatted(answer.explanation().rcode(), answer.explanation().scope()));
    answer.answer().forEach(record -> line("             %s".formatted(record)));
    Provenance from = answer.explanation().provenance();
    line(
        "  snapshot   %s: generation %d, verdicts %d, published %s%s"
            .formatted(
                from.id(),
                from.generation(),
                from.verdictEpoch(),
                from.published(),
                answer.replaced() == null ? "" : ", replaced " + answer.replaced()));
  }

  private void choice(ExplainedAnswer.Choice choice) {
    Steering steering = choice.steering();
    line(
        "  policy     %s %s, client located by %s"
            .formatted(
                steering.owner(), steering.type(), ExplainedAnswer.from(steering.fromSubnet())));
    for (int i = 0; i < choice.passedRules().size(); i++) {
      line("  not rule   %d: %s".formatted(i + 1, choice.passedRules().get(i)));
    }
    line(
        "  rule       %d of %d, datacenters %s"
            .formatted(
                steering.rule() + 1,
                choice.policy().rules().size(),
                steering.order().isEmpty() ? "in no order" : String.join(" → ", steering.order())));
    Bucket bucket = steering.bucket();
    if (bucket != null) {
      line("  bucket     %s, key %016x; %s".formatted(bucket.client(), bucket.key(), kept(bucket)));
    }
    steering.divisions().forEach(this::division);
    for (PassedOver pool : steering.basis().passedOver()) {
      line(
          "  pool       %s is down: %d of %d usable, %d needed"
              .formatted(pool.pool(), pool.usable(), pool.candidates(), pool.needed()));
    }
    if (steering.spent() != null) {
      line("  all down   %s".formatted(Words.of(steering.spent())));
    } else if (steering.basis().assumedUp()) {
      line(
          "  pool       %s, its members taken as up: every pool is down"
              .formatted(steering.basis().pool()));
    } else {
      line(
          "  pool       %s: %d of %d usable, %d needed"
              .formatted(
                  steering.basis().pool(),
                  steering.basis().count().usable(),
                  steering.basis().count().candidates(),
                  steering.basis().count().needed()));
    }
    choice.members().forEach(this::member);
    line("  ttl        %d s: %s".formatted(steering.ttl(), ttl(steering, choice.policy().ttl())));
    line(
        bucket == null
            ? "  scope      /%d: the place".formatted(steering.scope())
            : "  scope      /%d: the place needs /%d, the bucket /%d"
                .formatted(steering.scope(), steering.placeScope(), bucket.client().length()));
  }

  private static String kept(Bucket bucket) {
    return bucket.slotLeft() == 0
        ? "it keeps its choice"
        : "it chooses anew in " + bucket.slotLeft() + " s";
  }

  /** {@code a verdict could turn in 10 s, raised to ttl.min}. */
  private static String ttl(Steering steering, Policy.Ttl bounds) {
    Bucket bucket = steering.bucket();
    int slotLeft = bucket == null || bucket.slotLeft() == 0 ? NEVER : bucket.slotLeft();
    int settled = Math.min(steering.settledFor(), slotLeft);
    String why =
        settled == NEVER
            ? "nothing is checked that could change it"
            : slotLeft < steering.settledFor()
                ? "the bucket chooses anew in " + settled + " s"
                : "a verdict could turn in " + settled + " s";
    if (settled < bounds.min().toSeconds()) {
      return why + ", raised to ttl.min";
    }
    return settled > bounds.max().toSeconds() ? why + ", cut to ttl.max" : why;
  }

  /** {@code split 25 % web, 75 % web-canary; this client is in part 2}. */
  private void division(Division division) {
    line(
        "  %-10s %s%s; this client is in part %d"
            .formatted(
                Words.of(division.reason()),
                division.note().isEmpty() ? "" : division.note() + ": ",
                division.slices().stream()
                    .map(slice -> percent(slice.share()) + " " + slice.name())
                    .collect(Collectors.joining(", ")),
                division.part() + 1));
  }

  private static String percent(double share) {
    return number(100 * share) + " %";
  }

  /** With at most one decimal. */
  private static String number(double value) {
    double rounded = Math.round(10 * value) / 10.0;
    return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
  }

  private void member(ExplainedAnswer.Member member) {
    line(
        "    %s %-10s %-6s %-20s %-26s %s"
            .formatted(
                member.picked() ? "→" : " ",
                member.name(),
                member.datacenter(),
                member.target(),
                member.leftOut() != null
                    ? "left out: " + member.leftOut()
                    : "weight %s%s, %s"
                        .formatted(
                            number(member.weight()),
                            reduced(member),
                            percent(member.probability())),
                member.verdict()));
  }

  private static String reduced(ExplainedAnswer.Member member) {
    String health = member.health() < 1 ? "health " + percent(member.health()) : "";
    String ramp = member.ramp() < 1 ? "ramping up, " + percent(member.ramp()) : "";
    String both = health + (health.isEmpty() || ramp.isEmpty() ? "" : ", ") + ramp;
    return both.isEmpty() ? "" : " (" + both + ")";
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}
