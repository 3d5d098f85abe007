package gslb.server.config;

import gslb.server.transfer.AccessRule;
import gslb.server.transfer.Algorithm;
import gslb.server.transfer.Key;
import gslb.server.transfer.NotifyRule;
import gslb.server.transfer.TransferRules;
import gslb.server.transfer.ZoneSelection;
import gslb.zones.Prefix;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlScalar;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys {@code keys} and {@code transfer} of server.yaml. */
final class TransferSection {
  private static final Map<String, Algorithm> ALGORITHMS = algorithms();

  private final Map<String, Key> keys;

  private TransferSection(Map<String, Key> keys) {
    this.keys = keys;
  }

  static TransferRules read(
      YamlMapping root, Expected<Path> path, Expected<InetSocketAddress> socketAddress) {
    Map<String, Key> keys = keys(root.mapping("keys"), path);
    TransferSection section = new TransferSection(keys);
    YamlMapping transfer = root.mapping("transfer");
    List<AccessRule> allow =
        transfer.optional("allow", Expected.listOf(section.accessRule()), List.of());
    List<NotifyRule> notify =
        transfer.optional("notify", Expected.listOf(section.notifyRule(socketAddress)), List.of());
    transfer.refuseOtherKeys();
    return new TransferRules(List.copyOf(keys.values()), allow, notify);
  }

  private static Map<String, Key> keys(YamlMapping keys, Expected<Path> path) {
    Map<String, Key> read = new LinkedHashMap<>();
    for (YamlEntry entry : keys.entries()) {
      String name = entry.name();
      YamlMapping key = Expected.mapping().read(entry.value());
      if (name == null || key == null) {
        continue;
      }
      Algorithm algorithm =
          key.optional("algorithm", Expected.word(ALGORITHMS), Algorithm.HMAC_SHA256);
      byte @Nullable [] secret = key.required("secret_file", secret(path));
      key.refuseOtherKeys();
      if (secret != null) {
        try {
          read.put(name, new Key(name, algorithm, secret));
        } catch (IllegalArgumentException e) {
          entry.error(String.valueOf(e.getMessage()));
        }
      }
    }
    return read;
  }

  private static Expected<byte[]> secret(Expected<Path> path) {
    return node -> {
      @Nullable Path file = path.read(node);
      try {
        return file == null ? null : Key.secret(file);
      } catch (IOException e) {
        node.error(String.valueOf(e.getMessage()));
        return null;
      }
    };
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
      Key key = rule.optional("key", key());
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
      Key key = rule.optional("key", key());
      rule.refuseOtherKeys();
      return zones == null || addresses == null ? null : new NotifyRule(zones, addresses, key);
    };
  }

  private Expected<Key> key() {
    return node -> {
      String name = Expected.text().read(node);
      Key key = name == null ? null : keys.get(name);
      if (name != null && key == null) {
        node.error("there is no usable key '" + name + "' under 'keys'");
      }
      return key;
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

  private static Map<String, Algorithm> algorithms() {
    Map<String, Algorithm> words = new LinkedHashMap<>();
    for (Algorithm algorithm : Algorithm.values()) {
      words.put(algorithm.word(), algorithm);
    }
    return words;
  }
}
