package gslb.health.probe;

import gslb.zones.Check;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of every kind, with what a test does not care for filled in. */
final class Checks {

  static final Check.Certificate UNVERIFIED = new Check.Certificate(false, Duration.ofDays(14));

  private Checks() {}

  /** By its word in monitors.yaml. */
  static Check of(String type, int port) {
    return switch (type) {
      case "http" -> http(port, Check.Protocol.HTTP_1_1, Check.Method.GET, "/", Map.of());
      case "http/2" -> http(port, Check.Protocol.HTTP_2, Check.Method.GET, "/", Map.of());
      case "https" -> https(port, null, UNVERIFIED);
      case "tcp" -> new Check.Tcp(port);
      case "tls" -> new Check.Tls(port, null, UNVERIFIED);
      case "dns" -> dns(port, "example.com.", "A", null);
      case "grpc" -> new Check.Grpc(false, port, null, "", Check.Certificate.UNUSED);
      case "grpc tls" -> new Check.Grpc(true, port, null, "", UNVERIFIED);
      default -> throw new IllegalArgumentException(type);
    };
  }

  static Check http(
      int port,
      Check.Protocol protocol,
      Check.Method method,
      String path,
      Map<String, String> headers) {
    return http(
        false, protocol, port, method, path, null, headers, Check.Certificate.UNUSED, false);
  }

  static Check https(int port, @Nullable String host, Check.Certificate certificate) {
    return http(
        true,
        Check.Protocol.HTTP_1_1,
        port,
        Check.Method.GET,
        "/",
        host,
        Map.of(),
        certificate,
        false);
  }

  static Check http(
      boolean tls,
      Check.Protocol protocol,
      int port,
      Check.Method method,
      String path,
      @Nullable String host,
      Map<String, String> headers,
      Check.Certificate certificate,
      boolean keepAlive) {
    return new Check.Http(
        tls,
        protocol,
        port,
        method,
        path,
        host,
        headers,
        List.of(new Check.StatusRange(200, 299)),
        null,
        certificate,
        null,
        keepAlive);
  }

  static Check.Dns dns(int port, String name, String type, @Nullable String value) {
    return new Check.Dns(port, name, type, false, List.of("NOERROR"), value);
  }
}
