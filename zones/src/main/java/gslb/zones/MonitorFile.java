package gslb.zones;

import gslb.zones.Monitor.Cadence;
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

/** Reads {@code monitors.yaml}: what all monitors have; the check readers do the rest. */
final class MonitorFile {

  private enum Type {
    HTTP,
    HTTPS,
    TCP,
    TLS,
    DNS,
    GRPC,
    ICMP,
    COMMAND,
    ALL_OF,
    ANY_OF,
    AT_LEAST,
    NONE
  }

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
    CompositeReader composites = new CompositeReader(references, monitors);
    for (YamlEntry entry : root.mapping("monitors").entries()) {
      String name = entry.name();
      YamlMapping node = Expected.mapping().read(entry.value());
      if (node != null && name != null && references.declare(References.Kind.MONITOR, entry)) {
        Type type = node.required("type", Expected.word(Type.class));
        if (type != null) {
          monitors.put(name, monitor(name, type, node, cadence, composites));
          node.refuseOtherKeys();
        }
      }
    }
    root.refuseOtherKeys();
    composites.resolve();
    return monitors;
  }

  private Monitor monitor(
      String name, Type type, YamlMapping node, Cadence defaults, CompositeReader composites) {
    return switch (type) {
      case NONE -> Monitor.none(name);
      case ALL_OF, ANY_OF, AT_LEAST -> {
        composites.read(name, type == Type.ALL_OF, type == Type.AT_LEAST, node);
        yield monitor(name, node, defaults, new Check.None()); // until its parts are known
      }
      case HTTP, HTTPS, TCP, TLS, DNS, GRPC, ICMP, COMMAND ->
          monitor(name, node, cadence(node, defaults), check(type, node));
    };
  }

  private Monitor monitor(String name, YamlMapping node, Cadence cadence, Check check) {
    return new Monitor(name, cadence, quorum(node), vantages(node), view(node), check);
  }

  private static Check check(Type type, YamlMapping node) {
    return switch (type) {
      case HTTP -> HttpCheckReader.read(false, node);
      case HTTPS -> HttpCheckReader.read(true, node);
      case TCP -> CheckReader.tcp(node);
      case TLS -> CheckReader.tls(node);
      case DNS -> DnsCheckReader.read(node);
      case GRPC -> CheckReader.grpc(node);
      case ICMP -> new Check.Icmp();
      case COMMAND -> CheckReader.command(node);
      case ALL_OF, ANY_OF, AT_LEAST, NONE -> new Check.None();
    };
  }

  private static View view(YamlMapping node) {
    return node.optional("view", Expected.word(View.class), View.GLOBAL);
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
}
