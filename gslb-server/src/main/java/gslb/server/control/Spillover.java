package gslb.server.control;

import gslb.zones.Datacenter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Leads clients away from datacenters that carry more than their target: as many as are too many,
 * to the others in proportion to the room each has, never all to the next nearest. When all
 * together carry more than their targets, everybody's clients are shared in proportion to capacity.
 * Pure.
 *
 * <p>Resolvers keep answers for a while, so what a change does is seen late: nothing changes again
 * before {@link #SETTLE}, and clients come back only once a datacenter is {@value #RELEASE} of its
 * capacity below its target.
 *
 * @param sharing whether all have too much
 * @param kept by datacenter that sends clients away: the share it keeps, 0..1
 * @param shares by the same: who gets how many of its clients, itself among them
 * @param loads what the last change rested on
 * @param changedNanos when that was
 */
record Spillover(
    boolean sharing,
    Map<String, Double> kept,
    Map<String, Map<String, Integer>> shares,
    Map<String, Double> loads,
    long changedNanos) {

  /** Everybody keeps all clients. */
  static final Spillover NONE =
      new Spillover(false, Map.of(), Map.of(), Map.of(), Long.MIN_VALUE / 2);

  /** Between two changes at least: about as long as resolvers keep answers. */
  static final Duration SETTLE = Duration.ofSeconds(60);

  /** So far below its target, as a share of its capacity, clients are taken back. */
  static final double RELEASE = 0.10;

  /** At most so much of its clients a datacenter takes back at a time. */
  private static final double MOST_BACK = 0.10;

  /** All clients of a datacenter, in the weights of {@link #shares}. */
  private static final int ALL = 1000;

  Spillover {
    kept = Map.copyOf(kept);
    shares = Map.copyOf(shares);
    loads = Map.copyOf(loads);
  }

  /** A datacenter of which capacity and load are known. */
  private record Site(Datacenter datacenter, double load, double kept) {

    String name() {
      return datacenter.name();
    }

    double target() {
      return datacenter.capacity() * datacenter.target() / 100.0;
    }

    /** Below it clients are taken back. */
    double low() {
      return target() - RELEASE * datacenter.capacity();
    }

    double room() {
      return target() - load;
    }

    /** The share of its clients it is to keep, in thousandths. */
    double keeps() {
      double share = kept;
      if (load > target()) {
        share = kept * target() / load;
      } else if (load < low() && kept < 1) {
        double between = (low() + target()) / 2;
        share = Math.min(kept + MOST_BACK, load == 0 ? 1 : kept * between / load);
      }
      return Math.round(ALL * Math.clamp(share, 0, 1)) / (double) ALL;
    }
  }

  /**
   * Who gets whose clients from now on.
   *
   * @param told loads by datacenter, as far as they are known; who is not among them or has no
   *     capacity keeps its clients and gets no others
   * @param nowNanos of a monotonic clock
   */
  Spillover next(Map<String, Double> told, Map<String, Datacenter> datacenters, long nowNanos) {
    List<Site> sites = new ArrayList<>();
    new TreeMap<>(told)
        .forEach((name, load) -> {
          Datacenter datacenter = datacenters.get(name);
          if (datacenter != null && datacenter.capacity() > 0) {
            sites.add(new Site(datacenter, load, kept.getOrDefault(name, 1.0)));
          }
        });
    Set<String> known = sites.stream().map(Site::name).collect(Collectors.toSet());
    boolean lost = !known.containsAll(kept.keySet());
    if (!lost && nowNanos - changedNanos < SETTLE.toNanos()) {
      return this;
    }
    double surplus =
        sites.stream().mapToDouble(s -> s.load() - (sharing ? s.low() : s.target())).sum();
    Map<String, Double> loads = new TreeMap<>();
    sites.forEach(site -> loads.put(site.name(), site.load()));
    Spillover next =
        surplus > 0 ? shareAll(sites, loads, nowNanos) : shareSome(sites, loads, nowNanos);
    boolean same = next.shares.equals(shares) && next.kept.equals(kept) && next.sharing == sharing;
    return same ? this : next;
  }

  private static Spillover shareAll(List<Site> sites, Map<String, Double> loads, long nowNanos) {
    double sum = sites.stream().mapToLong(site -> site.datacenter().capacity()).sum();
    Map<String, Double> kept = new TreeMap<>();
    Map<String, Integer> even = new LinkedHashMap<>();
    for (Site site : sites) {
      double share = site.datacenter().capacity() / sum;
      kept.put(site.name(), share);
      even.put(site.name(), (int) Math.round(ALL * share));
    }
    Map<String, Map<String, Integer>> shares = new TreeMap<>();
    if (sites.size() > 1) {
      sites.forEach(site -> shares.put(site.name(), even));
    }
    return new Spillover(true, kept, shares, loads, nowNanos);
  }

  private Spillover shareSome(List<Site> sites, Map<String, Double> loads, long nowNanos) {
    Map<String, Double> room = room(sites, site -> site.keeps() == 1);
    if (room.isEmpty()) { // all are on their way home: those that are far below take what is left
      room = room(sites, site -> site.load() < site.low());
    }
    Map<String, Double> keeping = new TreeMap<>();
    Map<String, Map<String, Integer>> dividing = new TreeMap<>();
    for (Site home : sites) {
      Map<String, Integer> division = home.keeps() < 1 ? division(home, room) : Map.of();
      if (!division.isEmpty()) {
        keeping.put(home.name(), home.keeps());
        dividing.put(home.name(), division);
      }
    }
    return new Spillover(false, keeping, dividing, loads, nowNanos);
  }

  private static Map<String, Double> room(List<Site> sites, Predicate<Site> eligible) {
    Map<String, Double> room = new TreeMap<>();
    for (Site site : sites) {
      if (site.room() > 0 && eligible.test(site)) {
        room.put(site.name(), site.room());
      }
    }
    return room;
  }

  /** Who gets how many of its clients; empty where there is nobody to lead them to. */
  private Map<String, Integer> division(Site home, Map<String, Double> room) {
    Map<String, Double> others = new TreeMap<>(room);
    others.remove(home.name());
    Map<String, Integer> last = shares.getOrDefault(home.name(), Map.of());
    boolean asBefore = !sharing && home.keeps() == home.kept();
    boolean allHaveRoom = others.keySet().containsAll(without(home.name(), last));
    if (others.isEmpty() || (asBefore && allHaveRoom && !last.isEmpty())) {
      return last; // nobody is moved because others have a little less room than they had
    }
    double all = others.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Integer> division = new LinkedHashMap<>();
    division.put(home.name(), (int) Math.round(ALL * home.keeps()));
    others.forEach((name, left) ->
        division.put(name, (int) Math.round(ALL * (1 - home.keeps()) * left / all)));
    return division;
  }

  private static Set<String> without(String name, Map<String, Integer> shares) {
    Set<String> others = new HashSet<>(shares.keySet());
    others.remove(name);
    return others;
  }

  /** The shares and, for people, why they are so. */
  SpillShares shares(Map<String, Datacenter> datacenters) {
    Map<String, String> notes = new TreeMap<>();
    shares
        .keySet()
        .forEach(name -> {
          Datacenter datacenter = datacenters.get(name);
          if (datacenter != null) {
            notes.put(
                name,
                "%s carries %.0f of %d, target %d %%%s"
                    .formatted(
                        name,
                        loads.getOrDefault(name, 0.0),
                        datacenter.capacity(),
                        datacenter.target(),
                        sharing ? "; nobody has room" : ""));
          }
        });
    return new SpillShares(shares, notes);
  }
}
