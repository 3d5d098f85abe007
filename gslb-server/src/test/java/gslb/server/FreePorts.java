package gslb.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that were free a moment ago, for UDP and TCP, each given once. For processes that must know
 * each other's. Below those that the system gives to whoever asks for any, so that nobody gets one
 * of them meanwhile.
 */
public final class FreePorts {
  private static final int FIRST = 12_000;
  private static final int COUNT = 20_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

  /** Another one. */
  public int next() {
    while (true) {
      int port = FIRST + NEXT.getAndIncrement() % COUNT;
      if (freeForTcp(port) && freeForUdp(port)) {
        return port;
      }
    }
  }

  private static boolean freeForTcp(int port) {
    try (ServerSocket tcp = new ServerSocket()) {
      tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false; // taken
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
