package gslb.server.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** What answers a scenario's queries. */
interface Subject {

  /** The response's bytes, or nothing if none was sent. */
  Optional<byte[]> ask(byte[] query, InetAddress from, boolean tcp) throws IOException;
}
