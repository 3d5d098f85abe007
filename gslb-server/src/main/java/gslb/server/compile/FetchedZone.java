package gslb.server.compile;

import gslb.server.snapshot.Lifetime;
import gslb.zones.Zone;
import org.xbill.DNS.Name;

/** A zone this server is a secondary of, as far as it has it. Policies do not steer in it. */
public sealed interface FetchedZone {

  /** Its name. */
  Name origin();

  /**
   * It can be answered from.
   *
   * @param lifetime for how long yet
   * @param edition another number for other content
   */
  record Held(Zone zone, Lifetime lifetime, long edition) implements FetchedZone {
    @Override
    public Name origin() {
      return zone.origin();
    }
  }

  /** No primary has sent it yet. */
  record Awaited(Name origin) implements FetchedZone {}

  /** No primary has confirmed it for longer than its SOA allows. */
  record Expired(Name origin) implements FetchedZone {}
}
