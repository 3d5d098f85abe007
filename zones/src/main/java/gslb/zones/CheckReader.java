package gslb.zones;

import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the checks of few keys, and the keys several checks have. */
final class CheckReader {

  static final Expected<Integer> PORT = Expected.integer(1, 65535);

  static final Expected<String> HOST = Expected.text("a host name", CheckReader::printable);

  private CheckReader() {}

  static Check tcp(YamlMapping node) {
    return new Check.Tcp(port(node));
  }

  static Check tls(YamlMapping node) {
    return new Check.Tls(
        node.optional("port", PORT, 443),
        node.optional("host", HOST),
        certificate(node.mapping("certificate")));
  }

  static Check grpc(YamlMapping node) {
    boolean tls = node.optional("tls", Expected.bool(), false);
    int port = port(node);
    if (!tls && node.has("certificate")) {
      node.error("certificate", "there is none without 'tls: true'");
    }
    return new Check.Grpc(
        tls,
        port,
        node.optional("host", HOST),
        node.optional("service", Expected.text("a service's name", CheckReader::service), ""),
        tls ? certificate(node.mapping("certificate")) : Check.Certificate.UNUSED);
  }

  static Check command(YamlMapping node) {
    List<String> words = node.required("command", Expected.nonEmptyListOf(Expected.text()));
    if (words != null && !words.isEmpty() && !isFileName(words.getFirst())) {
      node.error(
          "command",
          "'"
              + words.getFirst()
              + "' is not the name of a file: it is looked up in the folder that 'probe.commands'"
              + " of server.yaml names");
    }
    return new Check.Command(words == null ? List.of() : words);
  }

  /** No path: definitions choose among what a host has to offer, and nothing else. */
  private static boolean isFileName(String word) {
    return word.matches("[A-Za-z0-9_][A-Za-z0-9._-]*");
  }

  static Check.Certificate certificate(YamlMapping node) {
    Check.Certificate certificate =
        new Check.Certificate(
            node.optional("verify", Expected.bool(), true),
            node.optional(
                "warn_before",
                Expected.duration(Duration.ZERO, Duration.ofDays(365)),
                Duration.ofDays(14)));
    node.refuseOtherKeys();
    return certificate;
  }

  private static int port(YamlMapping node) {
    Integer port = node.required("port", PORT);
    return port == null ? 1 : port;
  }

  private static @Nullable String service(String text) {
    return text.isEmpty() ? text : text.length() > 200 ? null : printable(text);
  }

  static @Nullable String printable(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127) ? text : null;
  }
}
