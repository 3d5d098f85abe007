package gslb.server.cli;

import gslb.server.compile.PresentationFormat;
import gslb.server.forecast.Asked;
import gslb.zones.Prefix;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Query logs as recorded queries: of each line {@code name}, {@code type}, {@code client}, {@code
 * ecs}, {@code time} and {@code sample}.
 */
final class SampleFile {
  private static final String IN = "IN";

  private final Path file;
  private long lines;

  private SampleFile(Path file) {
    this.file = file;
  }

  /**
   * Hands over the queries of all files; lines without a question are left out.
   *
   * @throws FailedException if one of them cannot be read
   */
  static void read(List<Path> files, Consumer<Asked> query, Progress progress) {
    for (Path file : files) {
      new SampleFile(file).read(query, progress);
    }
  }

  private void read(Consumer<Asked> query, Progress progress) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines++;
        Asked asked = line.isBlank() ? null : asked(line);
        if (asked != null) {
          query.accept(asked);
        }
        progress.at(lines, "lines of " + file);
      }
    } catch (IOException e) {
      throw new FailedException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private @Nullable Asked asked(String line) {
    try {
      JsonObject entry = new JsonObject(line);
      String name = entry.getString("name");
      String type = entry.getString("type");
      OptionalInt code = type == null ? OptionalInt.empty() : PresentationFormat.type(type);
      if (name == null || code.isEmpty() || !IN.equals(entry.getString("class", IN))) {
        return null;
      }
      InetAddress client = InetAddress.ofLiteral(entry.getString("client", ""));
      String subnet = entry.getString("ecs");
      return new Asked(
          name,
          code.getAsInt(),
          Prefix.of(client, client.getAddress().length * Byte.SIZE),
          subnet == null ? null : network(subnet),
          Instant.parse(entry.getString("time", "1970-01-01T00:00:00Z")).toEpochMilli(),
          entry.getDouble("sample", 1.0));
    } catch (DecodeException
        | ClassCastException
        | IllegalArgumentException
        | DateTimeException e) {
      throw new FailedException(
          "%s:%d: expected a line of a query log, found '%s'"
              .formatted(file, lines, line.length() > 60 ? line.substring(0, 60) + "…" : line),
          e);
    }
  }

  private static Prefix network(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(text);
    }
    return Prefix.of(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }
}
