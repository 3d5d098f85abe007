package gslb.server.transfer;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Secondaries to be told when zones change.
 *
 * @param addresses where each is asked, UDP
 * @param key what notices to them are signed with; null = nothing
 */
public record NotifyRule(
    ZoneSelection zones, List<InetSocketAddress> addresses, @Nullable Key key) {

  public NotifyRule {
    addresses = List.copyOf(addresses);
  }
}
