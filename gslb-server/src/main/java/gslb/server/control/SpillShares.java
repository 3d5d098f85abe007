package gslb.server.control;

import gslb.server.steer.Spill;
import java.util.Map;

/**
 * Who gets whose clients, as plans are made by it: equal where shares and reasons are.
 *
 * @param byDatacenter for each that sends clients away: who gets how many, in order
 * @param notes for people, by the same
 */
record SpillShares(Map<String, Map<String, Integer>> byDatacenter, Map<String, String> notes)
    implements Spill {

  /** Everybody keeps all clients. */
  static final SpillShares NONE = new SpillShares(Map.of(), Map.of());

  SpillShares {
    byDatacenter = Map.copyOf(byDatacenter);
    notes = Map.copyOf(notes);
  }

  @Override
  public Map<String, Integer> of(String datacenter) {
    return byDatacenter.getOrDefault(datacenter, Map.of());
  }

  @Override
  public String note(String datacenter) {
    return notes.getOrDefault(datacenter, "");
  }
}
