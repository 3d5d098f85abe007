package gslb.server.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the certificate that is served. They are read anew now and then: new ones are served
 * to new connections from then on, broken ones change nothing.
 */
public final class CertificateFiles {
  private static final Logger log = LoggerFactory.getLogger(CertificateFiles.class);

  private final Path chain;
  private final Path key;
  private final List<EncryptedTransport> served = new CopyOnWriteArrayList<>();
  private volatile Certificate current;
  private volatile String complaint = "";

  /**
   * Reads the files.
   *
   * @throws IOException if they cannot be served with; the message names the file
   */
  public CertificateFiles(Path chain, Path key) throws IOException {
    this.chain = chain;
    this.key = key;
    this.current = Certificate.read(chain, key);
  }

  /** The certificate that is served. */
  public Certificate current() {
    return current;
  }

  /** Whether the files, when last read, could not be served with, and an older one is. */
  public boolean refused() {
    return !complaint.isEmpty();
  }

  /** A transport that serves {@link #current} already, and is to serve what follows. */
  public void serve(EncryptedTransport transport) {
    served.add(transport);
  }

  /** Reads the files and, if they are right and new, serves them. Each complaint is logged once. */
  public synchronized void reread() {
    try {
      Certificate read = Certificate.read(chain, key);
      if (!read.equals(current)) {
        for (EncryptedTransport transport : served) {
          transport.renew(read);
        }
        current = read;
        log.info("{}: new {}", chain, read);
      }
      complaint = "";
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.equals(complaint)) {
        complaint = message;
        log.error("{}; the {} is served on", message, current);
      }
    }
  }
}
