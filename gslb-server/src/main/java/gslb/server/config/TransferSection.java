package gslb.server.config;

import gslb.server.transfer.AccessRule;
import gslb.server.transfer.Key;
import gslb.server.transfer.NotifyRule;
import gslb.server.transfer.TransferRules;
import gslb.server.transfer.ZoneSelection;
import gslb.zones.Prefix;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlScalar;
import java.net.InetSocketAddress;
import java.util.List;

/** The key {@code transfer} of server.yaml. */
final class TransferSection {
  private final KeysSection keys;

  private TransferSection(KeysSection keys) {
    this.keys = keys;
  }

  static TransferRules read(
      YamlMapping root, KeysSection keys, Expected<InetSocketAddress> socketAddress) {
    TransferSection section = new TransferSection(keys);
    YamlMapping transfer = root.mapping("transfer");
    List<AccessRule> allow =
        transfer.optional("allow", Expected.listOf(section.accessRule()), List.of());
    List<NotifyRule> notify =
        transfer.optional("notify", Expected.listOf(section.notifyRule(socketAddress)), List.of());
    transfer.refuseOtherKeys();
    return new TransferRules(keys.all(), allow, notify);
  }

  private Expected<AccessRule> accessRule() {
    return node -> {
      YamlMapping rule = Expected.mapping().read(node);
      if (rule == null) {
        return null;
      }
      ZoneSelection zones = rule.required("zones", zones());
      List<Prefix> addresses =
          rule.optional("addresses", Expected.nonEmptyListOf(Prefix.expected()), List.of());
      Key key = rule.optional("key", keys.key());
      boolean open = !rule.has("addresses") && !rule.has("key");
      if (open) {
        rule.error("everybody may fetch these zones; write 'addresses', a 'key', or both");
      }
      rule.refuseOtherKeys();
      // A part that could not be read must not leave a rule that lets more in.
      boolean whole =
          addresses.isEmpty() != rule.has("addresses") && (key != null) == rule.has("key");
      return zones == null || open || !whole ? null : new AccessRule(zones, addresses, key);
    };
  }

  private Expected<NotifyRule> notifyRule(Expected<InetSocketAddress> socketAddress) {
    return node -> {
      YamlMapping rule = Expected.mapping().read(node);
      if (rule == null) {
        return null;
      }
      ZoneSelection zones = rule.required("zones", zones());
      List<InetSocketAddress> addresses =
          rule.required("addresses", Expected.nonEmptyListOf(socketAddress));
      Key key = rule.optional("key", keys.key());
      rule.refuseOtherKeys();
      return zones == null || addresses == null ? null : new NotifyRule(zones, addresses, key);
    };
  }

  /** {@code all} or a list of names. */
  private static Expected<ZoneSelection> zones() {
    return node -> {
      if (node instanceof YamlScalar scalar && scalar.text().equals("all")) {
        return ZoneSelection.ALL;
      }
      List<String> names = Expected.nonEmptyListOf(Expected.text()).read(node);
      if (names == null || names.isEmpty()) {
        return null;
      }
      try {
        return ZoneSelection.of(names);
      } catch (IllegalArgumentException e) {
        node.error(String.valueOf(e.getMessage()));
        return null;
      }
    };
  }
}
