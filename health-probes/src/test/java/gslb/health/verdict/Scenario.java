package gslb.health.verdict;

import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.Sighting;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import gslb.zones.Declarations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is sighted, said in one line a status, and the verdicts so far. */
final class Scenario {

  private final Judge judge;
  private final List<Sighting> sightings = new ArrayList<>();
  private Verdicts verdicts = Verdicts.EMPTY;

  Scenario(Declarations declarations) {
    this.judge = new Judge(declarations);
  }

  static Endpoint endpoint(String target) {
    return new Endpoint("tcp", target);
  }

  Scenario says(
      String vantage, String region, String datacenter, int age, String target, boolean up) {
    MemberStatus status = new MemberStatus(up, up ? "ok" : "refused");
    StatusReport report =
        new StatusReport(
            new StatusKey(vantage, datacenter), region, 1, 1, Map.of(endpoint(target), status));
    sightings.add(new Sighting(report, Duration.ofSeconds(age), true));
    return this;
  }

  Scenario firstMet(String vantage, String target, boolean up) {
    says(vantage, "eu", "fra", 0, target, up);
    Sighting last = sightings.removeLast();
    sightings.add(new Sighting(last.report(), last.age(), false));
    return this;
  }

  Scenario comesBack(
      String vantage, String region, String target, boolean up, int silent, int back) {
    says(vantage, region, "fra", 0, target, up);
    StatusReport report = sightings.removeLast().report();
    sightings.add(
        new Sighting(
            report, Duration.ZERO, true, Duration.ofSeconds(silent), Duration.ofSeconds(back)));
    return this;
  }

  /** Forgets what was sighted, not what was concluded. */
  Scenario thenOnly() {
    sightings.clear();
    return this;
  }

  Verdicts judge() {
    verdicts = judge.judge(verdicts, sightings);
    return verdicts;
  }
}
