package gslb.zones;

import gslb.zones.DeclaredPolicy.At;
import gslb.zones.References.Kind;
import gslb.zones.Rule.Condition;
import gslb.zones.Rule.Except;
import gslb.zones.Rule.Share;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlList;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code rules:} of a policy. */
final class RuleReader {

  private static final int MOST_TRICKLE = 50;

  private final References references;
  private final Groups groups;

  RuleReader(References references, Groups groups) {
    this.references = references;
    this.groups = groups;
  }

  /** The rules in file order; problems of their order are reported too. */
  List<At<Rule>> read(YamlMapping policy) {
    List<YamlMapping> nodes = policy.required("rules", Expected.nonEmptyListOf(Expected.mapping()));
    if (nodes == null) {
      return List.of();
    }
    List<At<Rule>> rules = new ArrayList<>();
    for (YamlMapping node : nodes) {
      rules.add(new At<>(rule(node), node.position()));
      node.refuseOtherKeys();
      boolean last = rules.size() == nodes.size();
      if (last && node.has("when")) {
        node.error("when", "the last rule must go without 'when', or some clients get none");
      } else if (!last && !node.has("when")) {
        node.error("only the last rule goes without 'when'; no rule after this one is reached");
      }
    }
    return rules;
  }

  private Rule rule(YamlMapping node) {
    YamlMapping when = node.optional("when", Expected.mapping());
    Set<String> excluded =
        Set.copyOf(
            node.optional(
                "exclude_datacenters", Expected.listOf(references.to(Kind.DATACENTER)), List.of()));
    Preference prefer = node.optional("prefer", this::preference, new Preference.None());
    return new Rule(when == null ? null : condition(when), shares(node), excluded, prefer);
  }

  private Condition condition(YamlMapping node) {
    Except in = lists(node);
    YamlMapping not = node.optional("not", Expected.mapping());
    Except except = not == null ? Except.NOBODY : lists(not);
    node.refuseOtherKeys();
    if (!hasList(node) && !node.has("not")) {
      node.error("expected at least one of geo, nets, asns and not");
    }
    if (not != null) {
      not.refuseOtherKeys();
      if (!hasList(not)) {
        not.error("expected at least one of geo, nets and asns");
      }
    }
    return new Condition(in.geo(), in.nets(), in.asns(), except);
  }

  private static boolean hasList(YamlMapping node) {
    return node.has("geo") || node.has("nets") || node.has("asns");
  }

  private Except lists(YamlMapping node) {
    Set<PlaceCode> geo = new LinkedHashSet<>();
    for (List<PlaceCode> places :
        node.optional("geo", Expected.nonEmptyListOf(this::places), List.of())) {
      geo.addAll(places);
    }
    List<Prefix> nets =
        node.optional("nets", Expected.nonEmptyListOf(AddressText.expectedPrefix()), List.of());
    List<Long> asns =
        node.optional(
            "asns", Expected.nonEmptyListOf(Expected.whole(1, AsnText.LARGEST)), List.of());
    return new Except(List.copyOf(geo), nets, Set.copyOf(asns));
  }

  private @Nullable List<PlaceCode> places(YamlNode node) {
    String word = Expected.text().read(node);
    return word == null ? null : groups.places(word, node.position(), node::error);
  }

  private List<Share> shares(YamlMapping rule) {
    if (rule.has("pools") == rule.has("split")) {
      rule.error("expected either pools or a split");
      return List.of();
    }
    if (rule.has("pools")) {
      List<String> pools = rule.required("pools", pools());
      int trickle = trickle(rule, pools);
      return pools == null || pools.isEmpty() ? List.of() : List.of(new Share(100, pools, trickle));
    }
    if (rule.has("trickle")) {
      rule.error(
          "trickle", "expected beside pools, in each share of the split that is to have one");
    }
    List<Share> shares = rule.optional("split", Expected.nonEmptyListOf(this::share), List.of());
    int sum = shares.stream().mapToInt(Share::percent).sum();
    if (sum != 100
        && rule.get("split") instanceof YamlList list
        && list.items().size() == shares.size()) {
      list.error("the percents add up to " + sum + ", expected 100");
    }
    return shares;
  }

  private @Nullable Share share(YamlNode node) {
    YamlMapping mapping = Expected.mapping().read(node);
    if (mapping == null) {
      return null;
    }
    Integer percent = mapping.required("percent", Expected.integer(1, 100));
    List<String> pools = mapping.required("pools", pools());
    int trickle = trickle(mapping, pools);
    mapping.refuseOtherKeys();
    return percent == null || pools == null ? null : new Share(percent, pools, trickle);
  }

  private static int trickle(YamlMapping node, @Nullable List<String> pools) {
    Integer trickle = node.optional("trickle", Expected.percent());
    if (trickle == null) {
      return 0;
    }
    if (trickle > MOST_TRICKLE) {
      node.error("trickle", "expected no more than " + MOST_TRICKLE + "%, half of the clients");
    } else if (pools != null && pools.size() == 1) {
      node.error("trickle", "there is no second pool to keep warm");
    }
    return trickle;
  }

  private Expected<List<String>> pools() {
    return Expected.nonEmptyListOf(references.to(Kind.POOL));
  }

  private @Nullable Preference preference(YamlNode written) {
    if (!(written instanceof YamlMapping node)) {
      return Expected.word(
              Map.of("none", new Preference.None(), "nearest", new Preference.Nearest()))
          .read(written);
    }
    String map = node.optional("map", references.to(Kind.MAP));
    List<String> datacenters =
        node.optional(
            "datacenters", Expected.nonEmptyListOf(references.to(Kind.DATACENTER)), List.of());
    node.refuseOtherKeys();
    if (node.has("map") == node.has("datacenters")) {
      node.error("expected either a map or datacenters");
    }
    return map == null ? new Preference.Datacenters(datacenters) : new Preference.ByMap(map);
  }
}
