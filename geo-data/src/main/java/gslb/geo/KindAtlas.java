package gslb.geo;

import gslb.zones.PlaceCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All addresses by kind of place, compiled once for all policies: what their topologies share. Each
 * topology adds which route each kind has.
 *
 * <pre>
 *  places.partition ──► kind of each place ──► neighbours of one kind merged ──► KindTrie
 * </pre>
 */
final class KindAtlas {
  private final Distinctions distinctions;
  private final List<PlaceKind> kinds;
  private final KindTrie v4;
  private final KindTrie v6;
  private final Blends blends;

  private KindAtlas(
      Distinctions distinctions, List<PlaceKind> kinds, KindTrie v4, KindTrie v6, Blends blends) {
    this.distinctions = distinctions;
    this.kinds = kinds;
    this.v4 = v4;
    this.v6 = v6;
    this.blends = blends;
  }

  /** One pass over the places and one over the networks of each family. */
  static KindAtlas of(PlaceTable places, Nearest nearest, Distinctions distinctions) {
    return new Build(places, nearest, distinctions).atlas();
  }

  /** By what places are told apart here. */
  Distinctions distinctions() {
    return distinctions;
  }

  /** The kinds by number. */
  List<PlaceKind> kinds() {
    return kinds;
  }

  /**
   * The number after the kinds: IPv6 addresses with IPv4 in them, which are looked up as that
   * (S-5). Among IPv6 they only end the scopes of what lies around them.
   */
  int embedded() {
    return kinds.size();
  }

  KindTrie v4() {
    return v4;
  }

  KindTrie v6() {
    return v6;
  }

  Blends blends() {
    return blends;
  }

  /** Memory held, in bytes, without object headers and kinds. */
  long bytes() {
    return v4.bytes() + v6.bytes() + blends.bytes();
  }

  private static final class Build {
    private static final Comparator<PlaceKind> ORDER =
        Comparator.comparing((PlaceKind kind) -> String.valueOf(kind.code()))
            .thenComparingLong(kind -> kind.asn() == null ? -1 : kind.asn());

    private final PlaceTable places;
    private final Nearest nearest;
    private final Distinctions distinctions;
    private final Map<Coordinates, List<String>> orders = new HashMap<>();
    private final Map<List<String>, List<String>> sameOrder = new HashMap<>();

    Build(PlaceTable places, Nearest nearest, Distinctions distinctions) {
      this.places = places;
      this.nearest = nearest;
      this.distinctions = distinctions;
    }

    KindAtlas atlas() {
      boolean[] met = new boolean[places.size()];
      for (boolean v6 : new boolean[] {false, true}) {
        Partition partition = places.partition(v6);
        for (int run = 0; run < partition.runs(); run++) {
          met[partition.value(run)] = true;
        }
      }
      int[] kindOfPlace = new int[places.size()];
      List<PlaceKind> kinds = kinds(met, kindOfPlace);
      if (kinds.size() >= KindTrie.MOST_KINDS) {
        throw new IllegalArgumentException(kinds.size() + " kinds of places");
      }
      Blends.Builder blends = new Blends.Builder();
      KindTrie v4 = KindTrie.of(places.partition(false).map(place -> kindOfPlace[place]), blends);
      Partition besideIpv4 =
          places
              .partition(true)
              .join(
                  EmbeddedIpv4.prefixes(),
                  (place, embedded) -> embedded == 0 ? kindOfPlace[place] : kinds.size());
      KindTrie v6 = KindTrie.of(besideIpv4, blends);
      return new KindAtlas(distinctions, kinds, v4, v6, blends.build());
    }

    /** Sorted, so that kinds that most policies treat alike stand side by side. */
    private List<PlaceKind> kinds(boolean[] met, int[] kindOfPlace) {
      Map<PlaceKind, List<Integer>> placesOfKind = new LinkedHashMap<>();
      for (int place = 0; place < met.length; place++) {
        if (met[place]) {
          placesOfKind
              .computeIfAbsent(kind(places.place(place)), _ -> new ArrayList<>())
              .add(place);
        }
      }
      List<PlaceKind> kinds = new ArrayList<>(placesOfKind.keySet());
      kinds.sort(ORDER); // stable: first met, first numbered
      Arrays.fill(kindOfPlace, -1);
      for (int kind = 0; kind < kinds.size(); kind++) {
        for (int place : placesOfKind.getOrDefault(kinds.get(kind), List.of())) {
          kindOfPlace[place] = kind;
        }
      }
      return List.copyOf(kinds);
    }

    private PlaceKind kind(Place place) {
      PlaceCode code = place.code();
      while (code != null && !distinctions.codes().contains(code)) {
        code = code.parent();
      }
      Long asn =
          place.asn() != null && distinctions.asns().contains(place.asn()) ? place.asn() : null;
      return new PlaceKind(code, asn, distinctions.nearest() == 0 ? null : order(place));
    }

    private @Nullable List<String> order(Place place) {
      Coordinates from = Nearest.point(place);
      return from == null ? null : orders.computeIfAbsent(from, this::order);
    }

    private List<String> order(Coordinates from) {
      List<String> all = nearest.order(from);
      List<String> asked =
          List.copyOf(all.subList(0, Math.min(all.size(), distinctions.nearest())));
      return sameOrder.computeIfAbsent(asked, order -> order);
    }
  }
}
