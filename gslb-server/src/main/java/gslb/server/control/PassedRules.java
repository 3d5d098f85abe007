package gslb.server.control;

import gslb.geo.Place;
import gslb.zones.PlaceCode;
import gslb.zones.Policy;
import gslb.zones.Prefix;
import gslb.zones.Rule.Condition;
import gslb.zones.Rule.Except;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Tells why a client was no match for the rules before its own (S-7), as people say it. */
final class PassedRules {
  private static final int MOST_NAMED = 4;

  private final Place place;
  private final Prefix client;

  private PassedRules(Place place, Prefix client) {
    this.place = place;
    this.client = client;
  }

  /**
   * A reason for each rule before the one that matched.
   *
   * @param matched its index, from 0
   * @param place of the client
   * @param client its address or network
   */
  static List<String> of(Policy policy, int matched, Place place, Prefix client) {
    PassedRules passed = new PassedRules(place, client);
    List<String> reasons = new ArrayList<>();
    for (int rule = 0; rule < matched; rule++) {
      Condition when = policy.rules().get(rule).when();
      reasons.add(when == null ? "" : passed.why(when));
    }
    return reasons;
  }

  private String why(Condition when) {
    List<String> why = new ArrayList<>();
    if (!when.geo().isEmpty() && !isInGeo(when.geo())) {
      why.add("not in " + some(when.geo()));
    }
    if (!when.nets().isEmpty() && !isInNets(when.nets())) {
      why.add("not in " + some(when.nets()));
    }
    if (!when.asns().isEmpty() && !isOf(when.asns())) {
      why.add("not of AS" + some(when.asns()));
    }
    Except except = when.except();
    if (isInGeo(except.geo())) {
      why.add("excepted by " + some(except.geo()));
    }
    if (isInNets(except.nets())) {
      why.add("excepted by " + some(except.nets()));
    }
    if (isOf(except.asns())) {
      why.add("excepted by AS" + some(except.asns()));
    }
    return String.join(", ", why);
  }

  private boolean isInGeo(List<PlaceCode> places) {
    for (PlaceCode larger = place.code(); larger != null; larger = larger.parent()) {
      if (places.contains(larger)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInNets(List<Prefix> nets) {
    return nets.stream().anyMatch(net -> net.contains(client));
  }

  private boolean isOf(Collection<Long> asns) {
    return place.asn() != null && asns.contains(place.asn());
  }

  private static String some(Collection<?> all) {
    String named =
        all.stream()
            .limit(MOST_NAMED)
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(" "));
    int more = all.size() - MOST_NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
