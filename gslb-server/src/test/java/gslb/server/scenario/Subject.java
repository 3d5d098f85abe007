package gslb.server.scenario;

import java.net.InetAddress;
import java.util.Optional;

/** What answers a scenario's queries. */
interface Subject extends AutoCloseable {

  /** The response's bytes, or nothing if none was sent. */
  Optional<byte[]> ask(byte[] query, InetAddress from, boolean tcp) throws Exception;
}
