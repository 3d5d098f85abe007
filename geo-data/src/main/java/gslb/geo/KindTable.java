package gslb.geo;

import gslb.zones.PlaceCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of an atlas taken apart into small numbers, so that a policy, which tells few of them
 * apart, goes through all of them without asking for each.
 */
final class KindTable {
  private final List<PlaceKind> kinds;
  private final Map<PlaceCode, Integer> codes = new HashMap<>(); // from 1, a code after its parents
  private final int[] parents; // by code: the listed one around it, 0 = none
  private final Map<Long, Integer> asns = new HashMap<>(); // from 1
  private final int[] codeOfKind;
  private final int[] asnOfKind;
  private final int[] orderOfKind; // 0 = no coordinates
  private final LongTable known = new LongTable(); // for one call

  KindTable(KindAtlas atlas) {
    kinds = atlas.kinds();
    List<PlaceCode> listed = new ArrayList<>(atlas.distinctions().codes());
    listed.sort(Comparator.comparingInt(code -> code.toString().length()));
    listed.forEach(code -> codes.put(code, codes.size() + 1));
    parents = new int[listed.size() + 1];
    for (PlaceCode code : listed) {
      parents[codes.getOrDefault(code, 0)] = smallestListed(code.parent());
    }
    atlas.distinctions().asns().forEach(asn -> asns.put(asn, asns.size() + 1));
    codeOfKind = new int[kinds.size()];
    asnOfKind = new int[kinds.size()];
    orderOfKind = new int[kinds.size()];
    Map<List<String>, Integer> orders = new HashMap<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      PlaceKind of = kinds.get(kind);
      codeOfKind[kind] = smallestListed(of.code());
      asnOfKind[kind] = of.asn() == null ? 0 : asns.getOrDefault(of.asn(), 0);
      orderOfKind[kind] =
          of.nearest() == null
              ? 0
              : orders.computeIfAbsent(of.nearest(), _ -> orders.size() + 1);
    }
  }

  private int smallestListed(@Nullable PlaceCode from) {
    for (PlaceCode code = from; code != null; code = code.parent()) {
      Integer number = codes.get(code);
      if (number != null) {
        return number;
      }
    }
    return 0;
  }

  /** The kinds as one policy sees them. */
  Seen seenBy(Distinctions own) {
    return new Seen(own);
  }

  /** Kinds a policy cannot tell apart have equal numbers here. */
  final class Seen {
    private final int[] codeAs; // by code: the smallest around it that the policy lists
    private final int[] asnAs;
    private final boolean nearest;

    private Seen(Distinctions own) {
      codeAs = new int[codes.size() + 1];
      for (PlaceCode code : own.codes()) {
        int number = codes.getOrDefault(code, 0);
        codeAs[number] = number;
      }
      for (int code = 1; code < codeAs.length; code++) { // parents come first
        codeAs[code] = codeAs[code] != 0 ? codeAs[code] : codeAs[parents[code]];
      }
      asnAs = new int[asns.size() + 1];
      for (long asn : own.asns()) {
        int number = asns.getOrDefault(asn, 0);
        asnAs[number] = number;
      }
      nearest = own.nearest() > 0;
    }

    /**
     * A number for each kind, and a place for that of embedded IPv4 after them.
     *
     * @param number asked once for kinds that are the same to the policy
     */
    int[] byKind(ToIntFunction<PlaceKind> number) {
      int[] numbers = new int[kinds.size() + 1];
      known.clear();
      for (int kind = 0; kind < kinds.size(); kind++) {
        long same =
            (long) codeAs[codeOfKind[kind]] << 48
                | (long) asnAs[asnOfKind[kind]] << 24
                | (nearest ? orderOfKind[kind] : 0);
        int before = known.get(same);
        if (before == LongTable.NONE) {
          before = number.applyAsInt(kinds.get(kind));
          known.put(same, before);
        }
        numbers[kind] = before;
      }
      return numbers;
    }
  }
}
