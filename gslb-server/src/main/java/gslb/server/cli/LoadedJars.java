package gslb.server.cli;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process may need of its jars until its end. An upgrade puts other files in their place
 * while it runs on; a jar that is open stays what it was, one that is opened later would be the new
 * one.
 */
final class LoadedJars {
  private static final Logger log = LoggerFactory.getLogger(LoadedJars.class);

  private LoadedJars() {}

  /** Opens all that the class path names, for good. A search for what each may have does that. */
  static void openAll() {
    try {
      Enumeration<URL> found = LoadedJars.class.getClassLoader().getResources("no/such/entry");
      if (found.hasMoreElements()) {
        log.debug("{} exists", found.nextElement());
      }
    } catch (IOException e) {
      log.warn("an upgrade may disturb this process: {}", e.getMessage());
    }
  }
}
