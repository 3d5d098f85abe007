package gslb.server.config;

import gslb.server.transfer.Algorithm;
import gslb.server.transfer.Key;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key {@code keys} of server.yaml: secrets shared with other name servers.
 *
 * @param keys by the name they are written under
 */
record KeysSection(Map<String, Key> keys) {
  private static final Map<String, Algorithm> ALGORITHMS = algorithms();

  static KeysSection read(YamlMapping written, Expected<Path> path) {
    Map<String, Key> read = new LinkedHashMap<>();
    for (YamlEntry entry : written.entries()) {
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
    return new KeysSection(read);
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

  /** Every key. */
  List<Key> all() {
    return List.copyOf(keys.values());
  }

  /** The name of one. */
  Expected<Key> key() {
    return node -> {
      String name = Expected.text().read(node);
      Key key = name == null ? null : keys.get(name);
      if (name != null && key == null) {
        node.error("there is no usable key '" + name + "' under 'keys'");
      }
      return key;
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
