package gslb.server.control;

import gslb.server.generation.Generation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kept generations, as the admin address shows them. */
public final class Generations {
  private Generations() {}

  /**
   * One line each, the newest first.
   *
   * @param served the number of the one that is served
   */
  public static Map<String, Object> document(List<Generation> kept, long served) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Generation generation : kept) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("generation", generation.number());
      line.put("served", generation.number() == served);
      line.put("published", generation.published().toString());
      line.put("zones", generation.zones());
      line.put("steered_names", generation.steeredNames());
      line.put("of", generation.of() == 0 ? null : generation.of());
      line.put("digest", generation.digest());
      lines.add(line);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("served", served);
    document.put("generations", lines);
    return document;
  }
}
