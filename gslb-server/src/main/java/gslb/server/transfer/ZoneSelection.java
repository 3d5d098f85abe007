package gslb.server.transfer;

import java.util.List;
import org.xbill.DNS.Name;

/** Zones an operator means: some by name, or all there are. */
public final class ZoneSelection {
  /** Every zone, whichever are served. */
  public static final ZoneSelection ALL = new ZoneSelection(List.of());

  private final List<Name> named;

  private ZoneSelection(List<Name> named) {
    this.named = named;
  }

  /**
   * Some zones.
   *
   * @param zones at least one, with or without the final dot
   * @throws IllegalArgumentException if one is no domain name; the message names it
   */
  public static ZoneSelection of(List<String> zones) {
    if (zones.isEmpty()) {
      throw new IllegalArgumentException("no zone");
    }
    return new ZoneSelection(zones.stream().map(Names::of).toList());
  }

  boolean includes(Name zone) {
    return named.isEmpty() || named.contains(zone);
  }

  @Override
  public String toString() {
    return named.isEmpty() ? "all" : named.toString();
  }
}
