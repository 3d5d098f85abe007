package gslb.zones;

import gslb.zones.yaml.Expected;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A host and a port, {@code 127.0.0.1:53} or {@code [::]:53}.
 *
 * @param host an address or a name, without brackets; never empty
 * @param port 0..65535; 0 lets the system choose
 */
public record HostPort(String host, int port) {

  /** One in a YAML file. */
  public static Expected<HostPort> expected() {
    return Expected.text("an address and port such as 127.0.0.1:53 or [::]:53", HostPort::parse);
  }

  /** What a text says, or null if it says no host and port. */
  public static @Nullable HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || colon == text.length() - 1 || text.length() - colon > 6) {
      return null;
    }
    int port = 0;
    for (int i = colon + 1; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      port = port * 10 + digit;
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
      if (host.indexOf(':') < 0 || AddressText.parse(host) == null) {
        return null;
      }
    } else if (host.indexOf(':') >= 0 || host.isBlank() || host.indexOf(' ') >= 0) {
      return null; // an IPv6 address stands in brackets, or the port cannot be told apart
    }
    return port > 65535 ? null : new HostPort(host, port);
  }

  /** What a socket is bound to or connects to. */
  public static HostPort of(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    return new HostPort(
        resolved == null ? address.getHostString() : resolved.getHostAddress(), address.getPort());
  }

  /** The address, where the host is one; null where it is a name. */
  public @Nullable InetAddress address() {
    return AddressText.parse(host);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
