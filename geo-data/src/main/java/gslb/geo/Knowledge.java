package gslb.geo;

import java.util.EnumMap;
import java.util.Map;

/** How much a database knows of what: for each field, the share of its networks that have it. */
final class Knowledge {

  /** What steering uses of a place. */
  enum Field {
    COUNTRY("countries"),
    SUBDIVISION("subdivisions"),
    COORDINATES("coordinates"),
    ASN("AS numbers");

    /** As messages call it. */
    final String plural;

    Field(String plural) {
      this.plural = plural;
    }

    private boolean in(Place place) {
      return switch (this) {
        case COUNTRY -> place.country() != null;
        case SUBDIVISION -> place.subdivision() != null;
        case COORDINATES -> place.coordinates() != null;
        case ASN -> place.asn() != null;
      };
    }
  }

  private final Map<Field, Long> networks = new EnumMap<>(Field.class);
  private long all;

  /** Of the places of one database. */
  static Knowledge of(PlaceTable places) {
    Knowledge knowledge = new Knowledge();
    knowledge.count(places, places.partition(false));
    knowledge.count(places, places.partition(true));
    return knowledge;
  }

  private void count(PlaceTable places, Partition partition) {
    long[] runs = new long[places.size()];
    for (int run = 0; run < partition.runs(); run++) {
      runs[partition.value(run)]++;
    }
    for (int number = 1; number < runs.length; number++) { // 0 is the unknown place
      all += runs[number];
      for (Field field : Field.values()) {
        if (field.in(places.place(number))) {
          networks.merge(field, runs[number], Long::sum);
        }
      }
    }
  }

  /** Share of the networks with that field, 0..1. */
  double share(Field field) {
    return all == 0 ? 0 : (double) networks.getOrDefault(field, 0L) / all;
  }

  /** Whether no network has any of them. */
  boolean isEmpty() {
    return networks.isEmpty();
  }
}
