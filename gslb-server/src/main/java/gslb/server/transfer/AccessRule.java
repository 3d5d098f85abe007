package gslb.server.transfer;

import gslb.zones.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * Who may fetch which zones. What is said binds together: a client needs one of the addresses and
 * the key.
 *
 * @param addresses networks the client may be in; empty = any
 * @param key what it must sign with; null = nothing need be signed
 */
public record AccessRule(ZoneSelection zones, List<Prefix> addresses, @Nullable Key key) {

  public AccessRule {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() && key == null) {
      throw new IllegalArgumentException("everybody may fetch " + zones);
    }
  }

  /**
   * Whether it lets the client have the zone.
   *
   * @param client the address, as a network of its own
   * @param signedWith the key its query was signed with, or null
   */
  boolean allows(Name zone, Prefix client, @Nullable Key signedWith) {
    return zones.includes(zone)
        && (addresses.isEmpty() || addresses.stream().anyMatch(net -> net.contains(client)))
        && (key == null || key == signedWith);
  }
}
