package gslb.server.peer;

import java.util.List;

/**
 * What a peer is to do.
 *
 * @param port of 127.0.0.1, for UDP and TCP
 * @param blocks what its configuration says before the zones, in the peer's own grammar: keys, ACLs
 */
public record PeerSetup(int port, List<PeerZone> zones, String blocks) {

  /** Copies the zones in. */
  public PeerSetup {
    zones = List.copyOf(zones);
  }

  /** Zones and nothing else. */
  public PeerSetup(int port, List<PeerZone> zones) {
    this(port, zones, "");
  }
}
