package gslb.server;

import gslb.server.handover.Handed;
import gslb.server.handover.Predecessor;
import gslb.server.transport.Connections;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server got from the one it replaces: sockets, by what they are for. */
final class Inheritance {
  private static final Logger log = LoggerFactory.getLogger(Inheritance.class);
  static final Inheritance NONE = new Inheritance(List.of());

  private final List<Handed> datagrams;

  private Inheritance(List<Handed> datagrams) {
    this.datagrams = new ArrayList<>(datagrams);
  }

  /** The predecessor's sockets; those that accept connections are with the connections then. */
  static Inheritance take(Predecessor predecessor, Connections connections) throws IOException {
    List<Handed> datagrams = new ArrayList<>();
    for (Handed handed : predecessor.take()) {
      switch (handed.kind()) {
        case DATAGRAMS -> datagrams.add(handed);
        case CONNECTIONS -> connections.inherit(handed.address(), handed.descriptor());
      }
    }
    return new Inheritance(datagrams);
  }

  /** Descriptors of the sockets for datagrams of an address: the caller's from now on. */
  List<Integer> datagrams(InetSocketAddress address) {
    List<Integer> descriptors =
        datagrams.stream()
            .filter(handed -> handed.address().equals(address))
            .map(Handed::descriptor)
            .toList();
    datagrams.removeIf(handed -> handed.address().equals(address));
    return descriptors;
  }

  /** Frees what no listed address wants any more. */
  void closeRest() {
    for (Handed handed : datagrams) {
      log.info("{} is no longer listened on", handed.address());
      handed.close();
    }
    datagrams.clear();
  }
}
