package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.state.StateFile;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last verdicts over a restart (S-20): one small file, replaced whole. A disk that is full or a
 * file that is damaged costs the memory of them and nothing else. For the control thread.
 */
public final class VerdictStore {
  private static final Logger log = LoggerFactory.getLogger(VerdictStore.class);
  private static final int SCHEMA = 1;

  private final Path file;
  private Map<Endpoint, Boolean> kept = Map.of();
  private boolean failing;

  /**
   * A store in the file {@code verdicts.json} of the folder, which is made when it is needed.
   *
   * @param folder what survives a restart
   */
  public VerdictStore(Path folder) {
    this.file = folder.resolve("verdicts.json");
  }

  /** What was kept, as last known; nothing if nothing usable was. */
  public Verdicts read() {
    Map<Endpoint, Verdict> verdicts = new HashMap<>();
    try {
      JsonObject document = new JsonObject(Files.readString(file));
      if (document.getInteger("schema", 0) != SCHEMA) {
        throw new DecodeException("schema " + document.getValue("schema"));
      }
      for (Object entry : document.getJsonArray("verdicts")) {
        JsonObject verdict = (JsonObject) entry;
        verdicts.put(
            new Endpoint(verdict.getString("monitor"), verdict.getString("target")),
            Verdict.lastKnown(verdict.getBoolean("up")));
      }
    } catch (NoSuchFileException e) {
      return Verdicts.EMPTY;
    } catch (IOException | RuntimeException e) { // whatever a damaged file makes of itself
      String why = e instanceof IOException ? e.toString() : "it is not what we wrote";
      log.warn("{} is of no use, members are unknown until they are seen: {}", file, why);
      return Verdicts.EMPTY;
    }
    log.info("{} verdicts are known from before", verdicts.size());
    return new Verdicts(0, verdicts);
  }

  /** Keeps the verdicts, if they differ from what is kept. */
  void keep(Verdicts verdicts) {
    Map<Endpoint, Boolean> wanted = new HashMap<>();
    verdicts
        .byEndpoint()
        .forEach((endpoint, verdict) -> {
          if (verdict.decided() && verdict.basis() != Verdict.Basis.UNMONITORED) {
            wanted.put(endpoint, verdict.up());
          }
        });
    if (wanted.equals(kept)) {
      return;
    }
    try {
      StateFile.replace(file, ByteBuffer.wrap(document(wanted).getBytes(StandardCharsets.UTF_8)));
      kept = wanted;
      failing = false;
    } catch (IOException e) {
      if (!failing) { // once, not ten times a second
        log.warn("verdicts are not kept over a restart while this lasts: {}", e.toString());
      }
      failing = true;
    }
  }

  private static String document(Map<Endpoint, Boolean> verdicts) {
    JsonArray entries = new JsonArray();
    verdicts.forEach((endpoint, up) ->
        entries.add(
            new JsonObject()
                .put("monitor", endpoint.monitor())
                .put("target", endpoint.target())
                .put("up", up)));
    return new JsonObject().put("schema", SCHEMA).put("verdicts", entries).encodePrettily();
  }
}
