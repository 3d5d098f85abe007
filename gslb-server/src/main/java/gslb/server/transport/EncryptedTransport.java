package gslb.server.transport;

import java.io.IOException;

/** A transport over TLS. */
public interface EncryptedTransport extends Transport {

  /**
   * Serves another certificate to the connections that are opened from now on.
   *
   * @throws IOException if it cannot; the former one is served on
   */
  void renew(Certificate certificate) throws IOException;
}
