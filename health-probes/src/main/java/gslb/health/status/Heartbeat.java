package gslb.health.status;

/**
 * What a server says of itself, at a steady pace and of constant size (S-25): so that one server's
 * status shows all of them.
 *
 * @param node the server's name, unique over all regions
 * @param region where it sits
 * @param epoch grows with every start of the server
 * @param sequence grows with every beat of an epoch
 * @param generation of the definitions it serves; 0 = none
 * @param digest of these definitions, hexadecimal; servers with the same serve the same
 * @param version of its program
 */
public record Heartbeat(
    String node,
    String region,
    long epoch,
    long sequence,
    long generation,
    String digest,
    String version) {

  /** Whether this one supersedes another of the same node: epoch first, then sequence (S-24). */
  public boolean newerThan(Heartbeat other) {
    return epoch != other.epoch ? epoch > other.epoch : sequence > other.sequence;
  }
}
