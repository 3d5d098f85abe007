package gslb.server.handover;

import gslb.server.linux.UnixSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One socket that changes hands.
 *
 * @param kind what it is for
 * @param address it is bound to
 * @param descriptor of it in this process
 */
public record Handed(Kind kind, InetSocketAddress address, int descriptor) {

  /** What a socket is for. */
  public enum Kind {
    /** Datagrams, read by a worker. */
    DATAGRAMS("udp"),
    /** Connections, of whatever transport. */
    CONNECTIONS("tcp");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  UnixSocket.Message message() {
    String host = address.getAddress().getHostAddress();
    return new UnixSocket.Message(kind.word + " " + host + " " + address.getPort(), descriptor);
  }

  static Handed parse(UnixSocket.Message message) throws IOException {
    String[] words = message.text().split(" ", -1);
    try {
      if (words.length == 3 && message.descriptor() >= 0) {
        InetSocketAddress address =
            new InetSocketAddress(InetAddress.ofLiteral(words[1]), Integer.parseInt(words[2]));
        for (Kind kind : Kind.values()) {
          if (kind.word.equals(words[0])) {
            return new Handed(kind, address, message.descriptor());
          }
        }
      }
    } catch (IllegalArgumentException e) { // told below
    }
    throw new IOException("expected a socket, got '" + message.text() + "'");
  }

  /** Frees it, unused. */
  public void close() {
    UnixSocket.closeDescriptor(descriptor);
  }
}
