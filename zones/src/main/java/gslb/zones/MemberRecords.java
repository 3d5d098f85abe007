package gslb.zones;

import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlList;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Reads the {@code records:} of a member: data as a zone file has it, with absolute names. */
final class MemberRecords {
  private MemberRecords() {}

  /** By type, in the order of the types. */
  static Map<AnswerType, List<String>> read(@Nullable YamlMapping node) {
    Map<AnswerType, List<String>> records = new EnumMap<>(AnswerType.class);
    if (node == null) {
      return records;
    }
    for (AnswerType type : AnswerType.values()) {
      YamlNode written = type.isRecord() ? node.get(type.name()) : null;
      if (written != null) {
        List<String> data = data(type, written);
        if (data != null && !data.isEmpty()) {
          records.put(type, data);
        }
      }
    }
    node.refuseOtherKeys();
    if (node.entries().isEmpty()) {
      node.error("expected at least one type, such as MX");
    }
    return records;
  }

  private static @Nullable List<String> data(AnswerType type, YamlNode node) {
    if (node instanceof YamlList) {
      return Expected.nonEmptyListOf(item -> one(type, item)).read(node);
    }
    String data = one(type, node);
    return data == null ? null : List.of(data);
  }

  private static @Nullable String one(AnswerType type, YamlNode node) {
    String data = Expected.text().read(node);
    if (data == null) {
      return null;
    }
    try {
      parse(type, data);
      return data;
    } catch (IOException | IllegalArgumentException e) {
      node.error("expected data of type " + type + ", names absolute: " + e.getMessage());
      return null;
    }
  }

  /**
   * The record at the root that has the data.
   *
   * @throws IOException if it is no data of the type, or a name in it is not absolute
   */
  private static Record parse(AnswerType type, String data) throws IOException {
    return Record.fromString(Name.root, type.code(), DClass.IN, 0, data, null);
  }

  /** Bytes of data that was read. */
  static int length(AnswerType type, String data) {
    try {
      return parse(type, data).rdataToWireCanonical().length;
    } catch (IOException e) {
      throw new IllegalArgumentException(data, e); // reported when the pool was read
    }
  }
}
