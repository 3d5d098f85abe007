package gslb.server.control;

import gslb.server.compile.PresentationFormat;
import gslb.server.querylog.LogKind;
import gslb.server.querylog.Wanted;
import io.vertx.core.MultiMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request to watch wants to see. */
final class TailRequest {
  private TailRequest() {}

  /**
   * Reads {@code log} (queries where left out), {@code name} and {@code rcode}.
   *
   * @throws BadRequestException if one of them says nothing
   */
  static Wanted of(MultiMap parameters) {
    String log = parameters.get("log");
    @Nullable String name = parameters.get("name");
    @Nullable String rcode = parameters.get("rcode");
    LogKind kind = kind(log == null ? LogKind.QUERIES.word() : log);
    if (kind == LogKind.DECISIONS && rcode != null) {
      throw new BadRequestException("expected rcode with queries only: decisions have none");
    }
    return new Wanted(
        kind,
        name == null ? null : suffix(name),
        rcode == null ? null : rcode.toUpperCase(Locale.ROOT));
  }

  private static LogKind kind(String word) {
    for (LogKind kind : LogKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new BadRequestException("expected log queries or decisions, found '" + word + "'");
  }

  private static byte[] suffix(String name) {
    try {
      return PresentationFormat.name(name);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()));
    }
  }
}
