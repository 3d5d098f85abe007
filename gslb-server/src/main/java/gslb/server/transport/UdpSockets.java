package gslb.server.transport;

/**
 * How the sockets for datagrams are made.
 *
 * @param calls what they are received and sent with
 * @param receiveBuffer bytes of datagrams that may wait in each, 64 KiB or more; the system may
 *     give less
 * @param pin whether each worker stays on a processor of its own, in turn over those allowed
 */
public record UdpSockets(DatagramCalls calls, int receiveBuffer, boolean pin) {
  /** Room for several thousand queries: what comes while the JVM collects garbage waits. */
  public static final int RECEIVE_BUFFER = 4 << 20;

  /** What is best here. */
  public static UdpSockets best() {
    return new UdpSockets(DatagramCalls.best(), RECEIVE_BUFFER, false);
  }
}
