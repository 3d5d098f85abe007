package gslb.zones;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import gslb.zones.Check.StatusRange;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import gslb.zones.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an HTTP or HTTPS request is to be, and what is expected of its response. */
final class HttpCheckReader {

  private static final Map<String, Check.Protocol> PROTOCOLS =
      Map.of("http/1.1", Check.Protocol.HTTP_1_1, "http/2", Check.Protocol.HTTP_2);

  /** What the probe itself has to say. */
  private static final Set<String> OURS =
      Set.of(
          "connection",
          "content-length",
          "host",
          "keep-alive",
          "te",
          "transfer-encoding",
          "upgrade",
          "proxy-connection");

  private HttpCheckReader() {}

  static Check read(boolean tls, YamlMapping node) {
    Check.Method method =
        node.optional(
            "method",
            Expected.word(
                Map.of(
                    "GET",
                    Check.Method.GET,
                    "HEAD",
                    Check.Method.HEAD,
                    "OPTIONS",
                    Check.Method.OPTIONS,
                    "POST",
                    Check.Method.POST)),
            Check.Method.GET);
    YamlMapping expect = node.mapping("expect");
    List<StatusRange> status =
        expect.optional(
            "status",
            Expected.nonEmptyListOf(HttpCheckReader::status),
            List.of(new StatusRange(200, 299)));
    String body = expect.optional("body", Expected.text("an RE2 expression", HttpCheckReader::re2));
    expect.refuseOtherKeys();
    Check.Load load = load(node.optional("load", Expected.mapping()));
    if (method == Check.Method.HEAD && body != null) {
      expect.error("body", "the response to HEAD has no body");
    }
    if (method == Check.Method.HEAD && load != null && load.source() instanceof Check.Source.Json) {
      node.error("load", "the response to HEAD has no body");
    }
    return new Check.Http(
        tls,
        node.optional("protocol", Expected.word(PROTOCOLS), Check.Protocol.HTTP_1_1),
        node.optional("port", CheckReader.PORT, tls ? 443 : 80),
        method,
        node.optional(
            "path",
            Expected.text("a path that starts with '/'", HttpCheckReader::requestTarget),
            "/"),
        node.optional("host", CheckReader.HOST),
        headers(node.mapping("headers")),
        status,
        body,
        tls ? CheckReader.certificate(node.mapping("certificate")) : Check.Certificate.UNUSED,
        load,
        node.optional("keep_alive", Expected.bool(), false));
  }

  private static Map<String, String> headers(YamlMapping node) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (YamlEntry entry : node.entries()) {
      String lower = entry.key().toLowerCase(Locale.ROOT);
      if (token(entry.key()) == null) {
        entry.error("'" + entry.key() + "' cannot be a header's name");
      } else if (OURS.contains(lower)) {
        entry.error(
            lower.equals("host")
                ? "the Host header is what 'host' says"
                : "the header " + entry.key() + " is the probe's own");
      } else {
        String value =
            Expected.text("a header's value", HttpCheckReader::fieldValue).read(entry.value());
        if (value != null) {
          headers.put(entry.key(), value);
        }
      }
    }
    return headers;
  }

  private static Check.@Nullable Load load(@Nullable YamlMapping node) {
    if (node == null) {
      return null;
    }
    String header =
        node.optional("header", Expected.text("a header's name", HttpCheckReader::token));
    List<String> json =
        node.optional(
            "json",
            Expected.text("keys with dots between them: stats.load", HttpCheckReader::keys));
    boolean whole =
        node.optional("of", Expected.word(Map.of("member", false, "datacenter", true)), false);
    node.refuseOtherKeys();
    if (node.has("header") == node.has("json")) {
      node.error("expected either header or json");
      return null;
    }
    if (header != null) {
      return new Check.Load(new Check.Source.Header(header), whole);
    }
    return json == null ? null : new Check.Load(new Check.Source.Json(json), whole);
  }

  private static @Nullable List<String> keys(String text) {
    List<String> keys = List.of(text.split("\\.", -1));
    return keys.stream().anyMatch(String::isBlank) ? null : keys;
  }

  /** RFC 9110 §5.6.2. */
  private static @Nullable String token(String text) {
    return text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") ? text : null;
  }

  /** RFC 9110 §5.5, of ASCII only. */
  private static @Nullable String fieldValue(String text) {
    return text.matches("[!-~]([ \\t!-~]*[!-~])?") ? text : null;
  }

  private static @Nullable StatusRange status(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      String text = scalar.text();
      if (scalar.type() == YamlScalar.Type.INTEGER) {
        Integer code = Expected.integer(100, 599).read(node);
        return code == null ? null : new StatusRange(code, code);
      }
      if (text.length() == 3 && text.endsWith("xx") && "12345".indexOf(text.charAt(0)) >= 0) {
        int from = (text.charAt(0) - '0') * 100;
        return new StatusRange(from, from + 99);
      }
    }
    node.expected("a status code 100..599 or a class such as 2xx");
    return null;
  }

  private static @Nullable String re2(String text) {
    try {
      return Pattern.compile(text).pattern();
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private static @Nullable String requestTarget(String text) {
    return text.startsWith("/") ? CheckReader.printable(text) : null;
  }
}
