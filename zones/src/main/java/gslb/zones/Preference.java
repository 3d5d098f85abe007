package gslb.zones;

import java.util.List;

/** In which order a client's datacenters are tried. */
public sealed interface Preference {

  /** No order: every datacenter's members are equal candidates. */
  record None() implements Preference {}

  /** By great-circle distance from the client's place. */
  record Nearest() implements Preference {}

  /** The order a map gives the client's place. */
  record ByMap(String map) implements Preference {}

  /** This order, for every client. */
  record Datacenters(List<String> datacenters) implements Preference {
    public Datacenters {
      datacenters = List.copyOf(datacenters);
    }
  }
}
