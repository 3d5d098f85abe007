package gslb.server.control;

import gslb.health.override.OverrideSet;
import gslb.health.override.OverrideTarget;
import gslb.health.override.TargetOverride;
import gslb.health.override.Version;
import gslb.health.override.Word;
import gslb.server.state.KeptFile;
import gslb.server.state.StateTroubles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Overrides over a restart, those that were taken back among them. For the control thread. */
public final class OverrideStore {
  private static final int SCHEMA = 1;

  private final KeptFile file;
  private @Nullable OverrideSet kept;

  /**
   * A store in the file {@code overrides.state} of the folder.
   *
   * @param folder what survives a restart
   */
  public OverrideStore(Path folder, StateTroubles troubles) {
    this.file = new KeptFile(folder.resolve("overrides.state"), "overrides", troubles);
  }

  /** What was kept; nothing if nothing usable was. */
  List<TargetOverride> read() {
    byte[] content = file.read();
    List<TargetOverride> read = new ArrayList<>();
    try {
      if (content != null) {
        JsonObject document = new JsonObject(new String(content, StandardCharsets.UTF_8));
        if (document.getInteger("schema", 0) != SCHEMA) {
          throw new IllegalArgumentException("schema " + document.getValue("schema"));
        }
        for (Object entry : document.getJsonArray("overrides")) {
          read.add(override((JsonObject) entry));
        }
      }
    } catch (RuntimeException e) { // whatever another version's file makes of itself
      file.refuse("it is not what this version writes");
      return List.of();
    }
    return read;
  }

  /**
   * Keeps them, if they differ from what is kept.
   *
   * @return whether they are kept
   */
  boolean keep(OverrideSet overrides) {
    if (overrides.equals(kept) || (kept == null && overrides.equals(OverrideSet.EMPTY))) {
      return true;
    }
    JsonArray entries = new JsonArray();
    overrides.byKey().values().forEach(override -> entries.add(document(override)));
    String document =
        new JsonObject().put("schema", SCHEMA).put("overrides", entries).encodePrettily();
    if (!file.keep(document.getBytes(StandardCharsets.UTF_8))) {
      return false;
    }
    kept = overrides;
    return true;
  }

  private static JsonObject document(TargetOverride override) {
    Duration lifetime = override.lifetime();
    return new JsonObject()
        .put("target", override.target().toString())
        .put("word", override.word().toString())
        .put("owner", override.owner())
        .put("reason", override.reason())
        .put("written", override.written().toString())
        .put("lifetime_seconds", lifetime == null ? null : lifetime.toSeconds())
        .put("stamp", override.version().stamp())
        .put("writer", override.version().writer());
  }

  private static TargetOverride override(JsonObject entry) {
    Long lifetime = entry.getLong("lifetime_seconds");
    return new TargetOverride(
        Objects.requireNonNull(OverrideTarget.parse(entry.getString("target")), "target"),
        Objects.requireNonNull(Word.parse(entry.getString("word")), "word"),
        entry.getString("owner"),
        entry.getString("reason"),
        Instant.parse(entry.getString("written")),
        lifetime == null ? null : Duration.ofSeconds(lifetime),
        new Version(entry.getLong("stamp"), entry.getString("writer")));
  }
}
