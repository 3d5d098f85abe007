package gslb.zones;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import gslb.zones.Monitor.Cadence;
import gslb.zones.Monitor.Certificate;
import gslb.zones.Monitor.StatusRange;
import gslb.zones.Monitor.View;
import gslb.zones.yaml.DurationText;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlList;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import gslb.zones.yaml.YamlScalar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code monitors.yaml}. */
final class MonitorFile {

  private enum Type {
    HTTP,
    HTTPS,
    TCP,
    NONE
  }

  /** Words of the format that nothing stands behind yet. */
  private static final List<String> NOT_BUILT = List.of("tls", "dns", "grpc", "icmp", "command");

  private static final Cadence DEFAULTS =
      new Cadence(Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 3);

  private final References references;

  MonitorFile(References references) {
    this.references = references;
  }

  /** The monitors by name, in file order. */
  Map<String, Monitor> read(YamlMapping root) {
    YamlMapping defaults = root.mapping("defaults");
    Cadence cadence = cadence(defaults, DEFAULTS);
    defaults.refuseOtherKeys();
    Map<String, Monitor> monitors = new LinkedHashMap<>();
    for (YamlEntry entry : root.mapping("monitors").entries()) {
      String name = entry.name();
      YamlMapping node = Expected.mapping().read(entry.value());
      if (node != null && name != null && references.declare(References.Kind.MONITOR, entry)) {
        Type type = node.required("type", MonitorFile::type);
        if (type != null) {
          monitors.put(name, monitor(name, type, node, cadence));
          node.refuseOtherKeys();
        }
      }
    }
    root.refuseOtherKeys();
    return monitors;
  }

  private static @Nullable Type type(YamlNode node) {
    if (node instanceof YamlScalar scalar && NOT_BUILT.contains(scalar.text())) {
      node.error(
          "the monitor type '"
              + scalar.text()
              + "' is not built yet, expected http, https, tcp or none");
      return null;
    }
    return Expected.word(Type.class).read(node);
  }

  private Monitor monitor(String name, Type type, YamlMapping node, Cadence defaults) {
    return switch (type) {
      case NONE -> new Monitor.None(name);
      case TCP -> {
        Integer port = node.required("port", Expected.integer(1, 65535));
        yield new Monitor.Tcp(
            name,
            cadence(node, defaults),
            quorum(node),
            vantages(node),
            view(node),
            port == null ? 1 : port);
      }
      case HTTP, HTTPS -> http(name, type == Type.HTTPS, node, defaults);
    };
  }

  private Monitor http(String name, boolean tls, YamlMapping node, Cadence defaults) {
    YamlMapping expect = node.mapping("expect");
    List<StatusRange> status =
        expect.optional(
            "status",
            Expected.nonEmptyListOf(MonitorFile::status),
            List.of(new StatusRange(200, 299)));
    String body = expect.optional("body", Expected.text("an RE2 expression", MonitorFile::re2));
    expect.refuseOtherKeys();
    return new Monitor.Http(
        name,
        cadence(node, defaults),
        quorum(node),
        vantages(node),
        view(node),
        tls,
        node.optional("port", Expected.integer(1, 65535), tls ? 443 : 80),
        node.optional(
            "path", Expected.text("a path that starts with '/'", MonitorFile::requestTarget), "/"),
        node.optional("host", Expected.text("a host name", MonitorFile::printable)),
        status,
        body,
        tls ? certificate(node.mapping("certificate")) : new Certificate(false, Duration.ZERO),
        load(node.optional("load", Expected.mapping())));
  }

  private static View view(YamlMapping node) {
    return node.optional("view", Expected.word(View.class), View.GLOBAL);
  }

  private static Monitor.@Nullable Load load(@Nullable YamlMapping node) {
    if (node == null) {
      return null;
    }
    String header = node.optional("header", Expected.text("a header's name", MonitorFile::token));
    List<String> json =
        node.optional(
            "json", Expected.text("keys with dots between them: stats.load", MonitorFile::keys));
    boolean whole =
        node.optional("of", Expected.word(Map.of("member", false, "datacenter", true)), false);
    node.refuseOtherKeys();
    if (node.has("header") == node.has("json")) {
      node.error("expected either header or json");
      return null;
    }
    if (header != null) {
      return new Monitor.Load(new Monitor.Source.Header(header), whole);
    }
    return json == null ? null : new Monitor.Load(new Monitor.Source.Json(json), whole);
  }

  private static @Nullable List<String> keys(String text) {
    List<String> keys = List.of(text.split("\\.", -1));
    return keys.stream().anyMatch(String::isBlank) ? null : keys;
  }

  /** RFC 9110 §5.6.2. */
  private static @Nullable String token(String text) {
    return text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") ? text : null;
  }

  private static Certificate certificate(YamlMapping node) {
    Certificate certificate =
        new Certificate(
            node.optional("verify", Expected.bool(), true),
            node.optional(
                "warn_before",
                Expected.duration(Duration.ZERO, Duration.ofDays(365)),
                Duration.ofDays(14)));
    node.refuseOtherKeys();
    return certificate;
  }

  private static Cadence cadence(YamlMapping node, Cadence defaults) {
    Duration interval =
        node.optional(
            "interval",
            Expected.duration(Duration.ofMillis(100), Duration.ofDays(1)),
            defaults.interval());
    Duration timeout =
        node.optional(
            "timeout",
            Expected.duration(Duration.ofMillis(10), Duration.ofHours(1)),
            defaults.timeout());
    if (timeout.compareTo(interval) >= 0) {
      node.error(
          node.has("timeout") ? "timeout" : "interval",
          "the timeout of "
              + DurationText.print(timeout)
              + " is not shorter than the interval of "
              + DurationText.print(interval));
    }
    return new Cadence(
        interval,
        timeout,
        node.optional("rise", Expected.integer(1, 100), defaults.rise()),
        node.optional("fall", Expected.integer(1, 100), defaults.fall()));
  }

  private static Quorum quorum(YamlMapping monitor) {
    Map<String, Quorum> words =
        Map.of("majority", new Quorum.Majority(), "any", new Quorum.Any(), "all", new Quorum.All());
    YamlNode written = monitor.get("quorum");
    if (!(written instanceof YamlMapping node)) {
      return monitor.optional("quorum", Expected.word(words), new Quorum.Majority());
    }
    Integer atLeast = node.optional("at_least", Expected.integer(1, 1000));
    Integer percent = node.optional("percent", Expected.integer(1, 100));
    node.refuseOtherKeys();
    if (node.has("at_least") == node.has("percent")) {
      node.error("expected either at_least or percent");
    }
    return percent != null
        ? new Quorum.Percent(percent)
        : new Quorum.AtLeast(atLeast == null ? 1 : atLeast);
  }

  private List<String> vantages(YamlMapping monitor) {
    YamlNode written = monitor.get("vantages");
    if (written instanceof YamlScalar scalar && scalar.text().equals("all")) {
      return List.of();
    }
    if (written instanceof YamlList) {
      return monitor.optional(
          "vantages", Expected.nonEmptyListOf(references.to(References.Kind.REGION)), List.of());
    }
    if (written != null) {
      written.expected("all or a list of regions");
    }
    return List.of();
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
    return text.startsWith("/") ? printable(text) : null;
  }

  private static @Nullable String printable(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127) ? text : null;
  }
}
