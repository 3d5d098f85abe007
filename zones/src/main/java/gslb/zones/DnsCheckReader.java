package gslb.zones;

import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import gslb.zones.yaml.YamlScalar;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Reads a DNS question and what its answer is to be. */
final class DnsCheckReader {

  /** What a server can say to a plain question; the others are about updates and signatures. */
  private static final List<String> RCODES =
      List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");

  private DnsCheckReader() {}

  static Check read(YamlMapping node) {
    YamlMapping query = node.mapping("query");
    String name = query.required("name", DnsCheckReader::name);
    String type =
        query.optional(
            "type", Expected.text("a record type such as A or SOA", DnsCheckReader::type), "A");
    boolean recursion = query.optional("recursion", Expected.bool(), false);
    query.refuseOtherKeys();
    YamlMapping expect = node.mapping("expect");
    List<String> rcodes =
        expect.optional(
            "rcode",
            Expected.nonEmptyListOf(
                Expected.text("one of " + String.join(" ", RCODES), DnsCheckReader::rcode)),
            List.of("NOERROR"));
    String value = value(expect, type);
    expect.refuseOtherKeys();
    if (value != null && !rcodes.equals(List.of("NOERROR"))) {
      expect.error("value", "only an answer with NOERROR has data");
    }
    return new Check.Dns(
        node.optional("port", CheckReader.PORT, 53),
        Objects.requireNonNullElse(name, "."),
        type,
        recursion,
        rcodes,
        value);
  }

  private static @Nullable String name(YamlNode node) {
    String text = node instanceof YamlScalar scalar ? scalar.text() : "";
    try {
      if (!text.isEmpty()) {
        return Name.fromString(text, Name.root).toString();
      }
    } catch (TextParseException e) {
      // told below
    }
    node.expected("a domain name such as example.com.");
    return null;
  }

  private static @Nullable String type(String text) {
    int type = Type.value(text);
    boolean asked = type > 0 && Type.isRR(type) && Type.string(type).equals(text);
    return asked ? text : null;
  }

  private static @Nullable String rcode(String text) {
    return RCODES.contains(text) ? text : null;
  }

  private static @Nullable String value(YamlMapping expect, String type) {
    String value = expect.optional("value", Expected.text());
    if (value == null) {
      return null;
    }
    try {
      Record.fromString(Name.root, Type.value(type), DClass.IN, 0, value, null);
      return value;
    } catch (IOException | IllegalArgumentException e) {
      String said = String.valueOf(e.getMessage()).replace("<none>:1: ", ""); // dnsjava's position
      expect.error("value", "expected data of type " + type + ", names absolute: " + said);
      return null;
    }
  }
}
