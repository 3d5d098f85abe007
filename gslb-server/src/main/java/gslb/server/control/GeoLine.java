package gslb.server.control;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One geo database as operators see it.
 *
 * @param file where it is looked for; empty = in the jar
 * @param type what the one served says it is
 * @param built when its makers built it
 * @param networks how many it lists
 * @param state current: the file is served; former: the file cannot be, what was there before is;
 *     copy: likewise since the start, from the state folder
 * @param trouble why; empty = current
 */
public record GeoLine(
    String file, String type, Instant built, int networks, String state, String trouble) {

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", file);
    document.put("type", type);
    document.put("built", built.toString());
    document.put("networks", networks);
    document.put("state", state);
    document.put("trouble", trouble);
    return document;
  }
}
