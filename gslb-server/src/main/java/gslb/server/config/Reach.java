package gslb.server.config;

import java.net.Inet4Address;
import java.net.InetAddress;

/** From where an address can be reached. */
final class Reach {
  private Reach() {}

  /**
   * Loopback, link-local, RFC 1918, the shared space of RFC 6598 (many meshes number themselves
   * from it) and unique local IPv6 (RFC 4193). The wildcard address is public: it may be.
   */
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean shared =
        address instanceof Inet4Address && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || shared
        || uniqueLocal;
  }
}
