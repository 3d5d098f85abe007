package gslb.server.control;

import gslb.health.cluster.KeptReports;
import gslb.health.status.KeptReport;
import gslb.health.status.Sighting;
import gslb.server.state.KeptFile;
import gslb.server.state.StateTroubles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every vantage said last, over a restart: who voted how, and how long ago. None of it counts
 * after the start, for a vantage may have died since; but nothing older wins, and a vantage of this
 * process goes on above what it said before. For one thread.
 */
public final class StatusStore {
  private static final Logger log = LoggerFactory.getLogger(StatusStore.class);

  private final KeptFile file;
  private final InstantSource clock;

  /**
   * A store in the file {@code statuses.state} of the folder, which is made when it is needed.
   *
   * @param folder what survives a restart
   */
  public StatusStore(Path folder, StateTroubles troubles, InstantSource clock) {
    this.file = new KeptFile(folder.resolve("statuses.state"), "statuses", troubles);
    this.clock = clock;
  }

  /** What was kept; nothing if nothing usable was. */
  public List<KeptReport> read() {
    byte[] content = file.read();
    if (content == null) {
      return List.of();
    }
    try {
      List<KeptReport> reports = KeptReports.decode(content, clock.instant());
      log.info("{} reports of vantages are known from before", reports.size());
      return reports;
    } catch (IOException e) {
      file.refuse(String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  /** Keeps what is known now. */
  public void keep(Collection<Sighting> sightings) {
    file.keep(KeptReports.encode(sightings, clock.instant()));
  }
}
