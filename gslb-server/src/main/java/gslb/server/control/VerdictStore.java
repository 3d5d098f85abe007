package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.state.KeptFile;
import gslb.server.state.StateTroubles;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
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

  private final KeptFile file;
  private Map<Endpoint, Boolean> kept = Map.of();

  /**
   * A store in the file {@code verdicts.state} of the folder, which is made when it is needed.
   *
   * @param folder what survives a restart
   */
  public VerdictStore(Path folder, StateTroubles troubles) {
    this.file = new KeptFile(folder.resolve("verdicts.state"), "verdicts", troubles);
  }

  /** What was kept, as last known; nothing if nothing usable was. */
  public Verdicts read() {
    byte[] content = file.read();
    if (content == null) {
      return Verdicts.EMPTY;
    }
    Map<Endpoint, Verdict> verdicts = new HashMap<>();
    try {
      JsonObject document = new JsonObject(new String(content, StandardCharsets.UTF_8));
      if (document.getInteger("schema", 0) != SCHEMA) {
        throw new DecodeException("schema " + document.getValue("schema"));
      }
      for (Object entry : document.getJsonArray("verdicts")) {
        JsonObject verdict = (JsonObject) entry;
        verdicts.put(
            new Endpoint(verdict.getString("monitor"), verdict.getString("target")),
            Verdict.lastKnown(verdict.getBoolean("up")));
      }
    } catch (RuntimeException e) { // whatever another version's file makes of itself
      file.refuse("it is not what this version writes");
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
    if (file.keep(document(wanted).getBytes(StandardCharsets.UTF_8))) {
      kept = wanted;
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
