package gslb.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * Ports that were free a moment ago, for UDP and TCP, each given once. For processes that must know
 * each other's.
 */
public final class FreePorts {
  private final Set<Integer> given = new HashSet<>();

  /** Another one. */
  public int next() {
    while (true) {
      try (ServerSocket tcp = new ServerSocket()) {
        tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int port = tcp.getLocalPort();
        if (freeForUdp(port) && given.add(port)) {
          return port;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean freeForUdp(int port) {
    try (DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return udp.isBound();
    } catch (IOException e) {
      return false; // taken
    }
  }
}
