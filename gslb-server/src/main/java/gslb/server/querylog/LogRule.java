package gslb.server.querylog;

import java.nio.file.Path;

/**
 * What is logged to files: one of how many, 1 = each, 0 = none.
 *
 * @param folder where the files are
 * @param maxMib size at which a file is set aside, in MiB, 1 or more; the one set aside before is
 *     removed
 * @param queries of the answers, into {@code queries.jsonl}
 * @param errors of those whose response code is neither NOERROR nor NXDOMAIN, into the same file; 0
 *     = they are among {@code queries}
 * @param decisions of the steered answers, into {@code decisions.jsonl}
 */
public record LogRule(Path folder, int maxMib, int queries, int errors, int decisions) {
  /** The rarest sample. */
  public static final int RAREST = 1_000_000;

  /** Nothing is logged; somebody may watch all the same. */
  public static LogRule nothing(Path folder) {
    return new LogRule(folder, 1, 0, 0, 0);
  }
}
