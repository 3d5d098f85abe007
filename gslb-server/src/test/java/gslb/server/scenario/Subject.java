package gslb.server.scenario;

import gslb.server.answer.Identity;
import gslb.server.wire.CookieSecret;
import gslb.server.wire.ServerCookies;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What answers a scenario's queries. */
public interface Subject {
  /** What it shows of itself. */
  Identity IDENTITY =
      new Identity("ns1", "test", new ServerCookies(List.of(new CookieSecret(1, 2))), false);

  /** The response's bytes, or nothing if none was sent. */
  Optional<byte[]> ask(byte[] query, InetAddress from, boolean tcp) throws IOException;
}
