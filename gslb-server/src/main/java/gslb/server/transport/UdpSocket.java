package gslb.server.transport;

import gslb.server.linux.DatagramBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** One worker's datagram socket: bound when it is made, served by one thread, then closed. */
interface UdpSocket {
  /** Longest datagram, in bytes; of a longer one this much is read, so that it is malformed. */
  int LONGEST = DatagramBatch.LONGEST;

  /** How long what has arrived is still answered, at most, by a worker that was stopped. */
  Duration DRAIN = Duration.ofMillis(500);

  /** Keeps a socket that fails over and over from taking a core. */
  Duration PAUSE = Duration.ofMillis(10);

  /** Where it listens, with its port. */
  InetSocketAddress localAddress() throws IOException;

  /** Lets other sockets be bound to the address, from now on. */
  void share() throws IOException;

  /** How many bytes of datagrams may wait in it. */
  int receiveBuffer() throws IOException;

  /** How many datagrams were dropped so far because no more could wait; 0 if nobody tells. */
  long drops() throws IOException;

  /**
   * Its number, to give to another process, which may read from it at once; this one goes on until
   * it is stopped, and takes a tenth of a second longer to stop. Valid until it is closed.
   *
   * @throws IOException if there is none to give
   */
  int handOver() throws IOException;

  /** Answers until it is stopped, then what has arrived until then. */
  void serve(Worker worker);

  /** Makes {@link #serve} come back soon. Any thread. */
  void stop();

  /** Frees the address; after {@link #serve} has come back, or was never called. */
  void close() throws IOException;
}
