package gslb.server.config;

import gslb.server.querylog.LogRule;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.nio.file.Path;

/** The section {@code log}: which of the queries and decisions are written to files. */
final class LogSection {
  private static final int MAX_MIB = 64;
  private static final int MOST_MIB = 1 << 20;

  private LogSection() {}

  static LogRule read(YamlMapping log, Expected<Path> path, Path home) {
    YamlMapping queries = log.mapping("queries");
    YamlMapping decisions = log.mapping("decisions");
    LogRule read =
        new LogRule(
            log.optional("folder", path, home.resolve("run/log")),
            log.optional("max_mib", Expected.integer(1, MOST_MIB), MAX_MIB),
            queries.optional("sample", oneOf(), 0),
            queries.optional("errors", oneOf(), 0),
            decisions.optional("sample", oneOf(), 0));
    queries.refuseOtherKeys();
    decisions.refuseOtherKeys();
    log.refuseOtherKeys();
    return read;
  }

  /** One of how many; 0 = none. */
  private static Expected<Integer> oneOf() {
    return Expected.integer(0, LogRule.RAREST);
  }
}
