package gslb.server.transfer;

import gslb.zones.Prefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * A zone whose primaries may tell us of changes (RFC 1996 §3.10).
 *
 * @param primaries the addresses they have
 * @param key what a notice may be signed with instead of coming from one of them; null = nothing
 * @param heard runs for each notice, on the worker that got it: it must cost next to nothing
 */
public record WatchedZone(
    Name zone, List<InetSocketAddress> primaries, @Nullable Key key, Runnable heard) {

  public WatchedZone {
    primaries = List.copyOf(primaries);
  }

  /** Whether a notice from there counts. */
  boolean trusts(Prefix client, @Nullable Key signedWith) {
    return (key != null && key == signedWith)
        || primaries.stream().map(primary -> host(primary.getAddress())).anyMatch(client::equals);
  }

  private static Prefix host(InetAddress address) {
    return Prefix.of(address, address instanceof Inet4Address ? 32 : 128);
  }
}
