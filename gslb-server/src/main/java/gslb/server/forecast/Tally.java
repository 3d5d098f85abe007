package gslb.server.forecast;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted of one name's clients, of one type, in one space: addresses, /48s or queries.
 */
final class Tally {
  private final Map<Stand, Double> before = new LinkedHashMap<>();
  private final Map<Stand, Double> after = new LinkedHashMap<>();
  private final Map<Move, Map<String, Double>> moves = new LinkedHashMap<>();
  private final MovedNetworks networks = new MovedNetworks();
  private double counted;

  /** Clients that shift so, wherever they are. */
  void add(Shift shift, double size) {
    counted += size;
    shift.before().forEach((stand, share) -> before.merge(stand, size * share, Double::sum));
    shift.after().forEach((stand, share) -> after.merge(stand, size * share, Double::sum));
  }

  /** Of clients that were added: how many are where those that move are. */
  void locate(Shift shift, String country, double size) {
    shift
        .moves()
        .forEach((move, share) ->
            moves
                .computeIfAbsent(move, _ -> new HashMap<>())
                .merge(country, size * share, Double::sum));
  }

  /** Networks whose clients shift so. */
  void add(Shift shift, MovedNetworks moved) {
    networks.addAll(moved, shift);
  }

  /** How many there are. */
  double counted() {
    return counted;
  }

  Map<Stand, Double> before() {
    return before;
  }

  Map<Stand, Double> after() {
    return after;
  }

  /** Of each move, how many there are in which country. */
  Map<Move, Map<String, Double>> moves() {
    return moves;
  }

  /** How many move, by where they are. */
  Map<String, Double> movedByCountry() {
    Map<String, Double> moved = new HashMap<>();
    moves
        .values()
        .forEach(byCountry ->
            byCountry.forEach((country, size) -> moved.merge(country, size, Double::sum)));
    return moved;
  }

  List<MovedNetwork> networks() {
    return networks.largest();
  }

  /** How many networks move that are not among those. */
  int moreNetworks() {
    return networks.more();
  }

  /** The share of the clients that moves, 0..1. */
  double moved(boolean farOnly) {
    double moved = 0;
    for (Map.Entry<Move, Map<String, Double>> entry : moves.entrySet()) {
      if (entry.getKey().isFar() || !farOnly) {
        moved += sum(entry.getValue());
      }
    }
    return counted == 0 ? 0 : Math.min(1, moved / counted);
  }

  static double sum(Map<?, Double> sizes) {
    return sizes.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
