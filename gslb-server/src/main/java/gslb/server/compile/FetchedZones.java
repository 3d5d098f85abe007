package gslb.server.compile;

import gslb.zones.Zone;
import java.util.List;

/**
 * Every zone this server is a secondary of.
 *
 * @param version another number whenever one of them changes
 */
public record FetchedZones(long version, List<FetchedZone> zones) {
  /** It is a secondary of nothing. */
  public static final FetchedZones NONE = new FetchedZones(0, List.of());

  public FetchedZones {
    zones = List.copyOf(zones);
  }

  /** These, if none of them is other than the one in its place, else the next version. */
  public FetchedZones next(List<FetchedZone> now) {
    boolean same = now.size() == zones.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = isSame(zones.get(i), now.get(i));
    }
    return same ? this : new FetchedZones(version + 1, now);
  }

  /** By edition: comparing the content of large zones takes its time. */
  private static boolean isSame(FetchedZone before, FetchedZone now) {
    return switch (now) {
      case FetchedZone.Held held ->
          before instanceof FetchedZone.Held other && other.edition() == held.edition();
      case FetchedZone.Awaited _ -> before instanceof FetchedZone.Awaited;
      case FetchedZone.Expired _ -> before instanceof FetchedZone.Expired;
    };
  }

  /** The content there is. */
  List<Zone> held() {
    return zones.stream()
        .filter(FetchedZone.Held.class::isInstance)
        .map(zone -> ((FetchedZone.Held) zone).zone())
        .toList();
  }
}
