package gslb.server;

import gslb.server.state.KeptFile;
import gslb.server.state.StateTroubles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epoch of what a process publishes (S-24): its clock at its start, unless an earlier start had
 * a later one. So a clock that was an hour ahead and has been set right does not make the process
 * speak unheard for an hour.
 */
final class KeptEpoch {
  private static final Logger log = LoggerFactory.getLogger(KeptEpoch.class);

  private KeptEpoch() {}

  /**
   * The epoch of this start.
   *
   * @param role of the process: several may share a state folder
   */
  static InstantSource next(Path state, String role, InstantSource clock, StateTroubles troubles) {
    KeptFile file = new KeptFile(state.resolve(role + "-epoch.state"), "epochs", troubles);
    long now = clock.millis();
    long before = read(file);
    if (before >= now) {
      log.warn("the clock is {} ms behind an earlier start: going on above that", before - now);
    }
    long epoch = Math.max(now, before + 1);
    file.keep(Long.toString(epoch).getBytes(StandardCharsets.US_ASCII));
    return InstantSource.fixed(Instant.ofEpochMilli(epoch));
  }

  private static long read(KeptFile file) {
    byte[] content = file.read();
    if (content == null) {
      return -1;
    }
    try {
      return Long.parseLong(new String(content, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      file.refuse("it is no number");
      return -1;
    }
  }
}
