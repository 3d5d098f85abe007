package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.server.control.Standing.Held;
import gslb.server.state.KeptFile;
import gslb.server.state.StateTroubles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Members that wait for an operator, over a restart. For the control thread. */
public final class HoldStore {
  private static final int SCHEMA = 1;

  private final KeptFile file;
  private Set<Held> kept = Set.of();

  /**
   * A store in the file {@code holds.state} of the folder.
   *
   * @param folder what survives a restart
   */
  public HoldStore(Path folder, StateTroubles troubles) {
    this.file = new KeptFile(folder.resolve("holds.state"), "holds", troubles);
  }

  /** Those that waited; none if nothing usable was kept. */
  Set<Held> read() {
    byte[] content = file.read();
    Set<Held> read = new HashSet<>();
    try {
      if (content != null) {
        JsonObject document = new JsonObject(new String(content, StandardCharsets.UTF_8));
        if (document.getInteger("schema", 0) != SCHEMA) {
          throw new IllegalArgumentException("schema " + document.getValue("schema"));
        }
        for (Object entry : document.getJsonArray("stopped")) {
          JsonObject held = (JsonObject) entry;
          read.add(
              new Held(
                  text(held, "pool"), new Endpoint(text(held, "monitor"), text(held, "target"))));
        }
      }
    } catch (RuntimeException e) { // whatever another version's file makes of itself
      file.refuse("it is not what this version writes");
      return Set.of();
    }
    kept = Set.copyOf(read);
    return kept;
  }

  private static String text(JsonObject entry, String field) {
    return Objects.requireNonNull(entry.getString(field), field);
  }

  /** Keeps them, if they differ from what is kept. */
  void keep(Set<Held> stopped) {
    if (stopped.equals(kept)) {
      return;
    }
    JsonArray entries = new JsonArray();
    for (Held held : stopped) {
      entries.add(
          new JsonObject()
              .put("pool", held.pool())
              .put("monitor", held.endpoint().monitor())
              .put("target", held.endpoint().target()));
    }
    String document =
        new JsonObject().put("schema", SCHEMA).put("stopped", entries).encodePrettily();
    if (file.keep(document.getBytes(StandardCharsets.UTF_8))) {
      kept = Set.copyOf(stopped);
    }
  }
}
