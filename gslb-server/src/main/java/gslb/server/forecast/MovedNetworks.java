package gslb.server.forecast;

import gslb.zones.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The largest networks that move, and how many others do. */
final class MovedNetworks {
  /** So many are told; a person reads no more. */
  static final int MOST = 20;

  private static final Comparator<MovedNetwork> LARGEST_FIRST =
      Comparator.comparing((MovedNetwork moved) -> !moved.located())
          .thenComparing(moved -> moved.network().v6())
          .thenComparing(Comparator.comparingDouble(MovedNetworks::size).reversed())
          .thenComparing(MovedNetwork::network);

  /** What of it moves; before that is known, all of it. */
  private static double size(MovedNetwork moved) {
    return Math.scalb(moved.share(), -moved.network().length());
  }

  private final List<MovedNetwork> networks = new ArrayList<>();
  private int more;

  /** One of which is not yet known how it moves. */
  void add(Prefix network, boolean located) {
    networks.add(new MovedNetwork(network, 1, new Move("", ""), located));
    if (networks.size() > 2 * MOST) {
      keepLargest();
    }
  }

  /** Others, of which it is known by now. */
  void addAll(MovedNetworks others, Shift shift) {
    Move most =
        shift.moves().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    for (MovedNetwork moved : others.networks) {
      networks.add(new MovedNetwork(moved.network(), shift.moved(), most, moved.located()));
    }
    more += others.more;
  }

  private void keepLargest() {
    networks.sort(LARGEST_FIRST);
    while (networks.size() > MOST) {
      networks.removeLast();
      more++;
    }
  }

  /** At most {@link #MOST}. */
  List<MovedNetwork> largest() {
    keepLargest();
    return List.copyOf(networks);
  }

  /** How many there are beside the largest. */
  int more() {
    keepLargest();
    return more;
  }
}
