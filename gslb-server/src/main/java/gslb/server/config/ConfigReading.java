package gslb.server.config;

import gslb.zones.problem.Problem;
import java.util.List;

/** What came of reading server.yaml. */
public sealed interface ConfigReading {

  /** By position; errors and warnings. */
  List<Problem> problems();

  /** It can be run with; the problems are warnings. */
  record Accepted(ServerConfig config, List<Problem> problems) implements ConfigReading {
    public Accepted {
      problems = List.copyOf(problems);
    }
  }

  /** It cannot. */
  record Refused(List<Problem> problems) implements ConfigReading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
