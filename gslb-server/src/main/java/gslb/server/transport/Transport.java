package gslb.server.transport;

import java.io.IOException;
import java.net.InetSocketAddress;

/** One listen address and protocol that queries arrive by. */
public interface Transport extends AutoCloseable {

  /** {@code udp}, {@code tcp}, {@code tls} or {@code https}: the word in metrics and status. */
  String name();

  /**
   * Binds the address and begins to answer.
   *
   * @throws IOException if the address cannot be had; the message names it
   */
  void start() throws IOException;

  /** What datagrams are received and sent with: native or portable; empty for connections. */
  default String calls() {
    return "";
  }

  /** Where it listens, with the port the system gave if 0 was asked for. Valid once started. */
  InetSocketAddress localAddress();

  /** Stops answering and frees the address. More than one call does no harm. */
  @Override
  void close();
}
