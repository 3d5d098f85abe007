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

  /** For one call: by code and ASN twice the number, or twice the rule and one. */
  private final LongTable places = new LongTable();

  /** For one call: the number by rule and order. */
  private final LongTable orders = new LongTable();

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
    Map<List<String>, Integer> lists = new HashMap<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      PlaceKind of = kinds.get(kind);
      codeOfKind[kind] = smallestListed(of.code());
      asnOfKind[kind] = of.asn() == null ? 0 : asns.getOrDefault(of.asn(), 0);
      orderOfKind[kind] =
          of.nearest() == null ? 0 : lists.computeIfAbsent(of.nearest(), _ -> lists.size() + 1);
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
    }

    /**
     * A number for each kind, and a place for that of embedded IPv4 after them. Both functions are
     * asked once for kinds that are the same to the policy.
     *
     * @param number not negative
     * @param byDistance the rule for which a kind's number hangs on rule and order alone, or -1
     */
    int[] byKind(ToIntFunction<PlaceKind> number, ToIntFunction<PlaceKind> byDistance) {
      int[] numbers = new int[kinds.size() + 1];
      places.clear();
      orders.clear();
      for (int kind = 0; kind < kinds.size(); kind++) {
        long place = (long) codeAs[codeOfKind[kind]] << 32 | asnAs[asnOfKind[kind]];
        int known = places.get(place);
        if (known == LongTable.NONE) {
          int rule = byDistance.applyAsInt(kinds.get(kind));
          known = rule < 0 ? 2 * number.applyAsInt(kinds.get(kind)) : 2 * rule + 1;
          places.put(place, known);
        }
        numbers[kind] = (known & 1) == 0 ? known >>> 1 : byOrder(kind, known >>> 1, number);
      }
      return numbers;
    }

    private int byOrder(int kind, int rule, ToIntFunction<PlaceKind> number) {
      long key = (long) rule << 32 | orderOfKind[kind];
      int known = orders.get(key);
      if (known == LongTable.NONE) {
        known = number.applyAsInt(kinds.get(kind));
        orders.put(key, known);
      }
      return known;
    }
  }
}
