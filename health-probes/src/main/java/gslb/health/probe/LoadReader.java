package gslb.health.probe;

import gslb.health.status.MemberStatus;
import gslb.zones.Check;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the load a response tells. What is no load is none told: it fails no check. */
final class LoadReader {
  private LoadReader() {}

  /** Whether the body has to be read. */
  static boolean wantsBody(Check.@Nullable Load load) {
    return load != null && load.source() instanceof Check.Source.Json;
  }

  /** The load a response tells, {@link MemberStatus#UNTOLD} if none. */
  static double read(Check.@Nullable Load load, MultiMap headers, Buffer body) {
    if (load == null) {
      return MemberStatus.UNTOLD;
    }
    return switch (load.source()) {
      case Check.Source.Header(String name) -> number(headers.get(name));
      case Check.Source.Json(List<String> path) -> json(body, path);
    };
  }

  private static double number(@Nullable String text) {
    try {
      return text == null ? MemberStatus.UNTOLD : checked(Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      return MemberStatus.UNTOLD;
    }
  }

  private static double json(Buffer body, List<String> path) {
    try {
      Object value = new JsonObject(body);
      for (String key : path) {
        if (!(value instanceof JsonObject object)) {
          return MemberStatus.UNTOLD;
        }
        value = object.getValue(key);
      }
      return value instanceof Number number ? checked(number.doubleValue()) : MemberStatus.UNTOLD;
    } catch (DecodeException e) {
      return MemberStatus.UNTOLD;
    }
  }

  private static double checked(double load) {
    return load >= 0 && load < Double.POSITIVE_INFINITY ? load : MemberStatus.UNTOLD;
  }
}
