package gslb.server.transport;

import gslb.server.linux.BatchSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

/** The two ways to receive and send datagrams. */
public enum DatagramCalls {
  /**
   * Linux's calls for many datagrams at once; answers leave from the address that was asked, also
   * on a wildcard address.
   */
  NATIVE {
    @Override
    public boolean available() {
      return BatchSocket.available();
    }

    @Override
    UdpSocket bind(InetSocketAddress address, boolean shared, int receiveBuffer)
        throws IOException {
      if (!available()) {
        throw new IOException(
            "this system has no native datagram calls, which need Linux on x86-64 or 64-bit ARM and"
                + " recvmmsg permitted: set udp.calls to auto");
      }
      return new NativeUdpSocket(address, shared, receiveBuffer);
    }

    @Override
    UdpSocket adopt(int descriptor, int receiveBuffer) throws IOException {
      return new NativeUdpSocket(descriptor, receiveBuffer);
    }
  },

  /**
   * The JDK's channels, anywhere. On a wildcard address a host with several addresses may answer
   * from another one than was asked, since the JDK does not tell the destination.
   */
  PORTABLE {
    @Override
    public boolean available() {
      return true;
    }

    @Override
    UdpSocket bind(InetSocketAddress address, boolean shared, int receiveBuffer)
        throws IOException {
      return new PortableUdpSocket(address, shared, receiveBuffer);
    }

    @Override
    UdpSocket adopt(int descriptor, int receiveBuffer) throws IOException {
      throw new IOException("udp.calls: portable cannot take another process' sockets over");
    }
  };

  /** Whether this system has them. */
  public abstract boolean available();

  /**
   * Binds a socket.
   *
   * @param shared whether others that say so may be bound to the address too
   * @param receiveBuffer bytes of datagrams that may wait in it; the system may give less
   */
  abstract UdpSocket bind(InetSocketAddress address, boolean shared, int receiveBuffer)
      throws IOException;

  /**
   * Goes on with a socket of another process.
   *
   * @param descriptor ours from now on
   * @param receiveBuffer as for {@link #bind}
   */
  abstract UdpSocket adopt(int descriptor, int receiveBuffer) throws IOException;

  /** What is best here. */
  public static DatagramCalls best() {
    return NATIVE.available() ? NATIVE : PORTABLE;
  }

  /** The word in server.yaml, the log and the status. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
