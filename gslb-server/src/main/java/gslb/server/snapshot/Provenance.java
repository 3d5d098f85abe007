package gslb.server.snapshot;

import java.time.Instant;

/**
 * Where a snapshot comes from.
 *
 * @param generation number of the published definitions, grows by one with each (S-36); 0 = none
 *     yet
 * @param digest of the definitions
 * @param geo which databases located the clients, with their build times
 * @param verdictEpoch which verdicts the plans were made under
 * @param published when, by this host's clock
 */
public record Provenance(
    long generation, String digest, String geo, long verdictEpoch, Instant published) {

  /**
   * By what people name a snapshot: {@code 4.17}. Two of one id have the same definitions, places
   * and plans; they may differ in fetched zones.
   */
  public String id() {
    return generation + "." + verdictEpoch;
  }
}
