package gslb.zones;

import gslb.zones.problem.Problem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The zones and policies of the last reading of a folder. A file whose bytes are the same, and
 * those of the files it includes, is not read again: its zone is the identical object, by which
 * later rooms tell that nothing is to be done. For one thread.
 */
public final class KnownZones {

  private Map<Path, Known> before = Map.of();
  private Map<Path, Known> now = new HashMap<>();
  private Map<Path, KnownPolicies> policiesBefore = Map.of();
  private Map<Path, KnownPolicies> policiesNow = new HashMap<>();
  private Map<String, List<PlaceCode>> groups = Map.of();
  private LoopFree loopFree = LoopFree.NOTHING;
  private Map<Path, String> files = Map.of();

  /**
   * A zone as it was read.
   *
   * @param parts digests of the files it was read from
   */
  record Known(Map<Path, String> parts, Zone zone, List<Problem> problems) {
    Known {
      parts = Map.copyOf(parts);
      problems = List.copyOf(problems);
    }
  }

  /**
   * A policy file as it was read.
   *
   * @param digest of the file
   * @param uses names it uses
   */
  record KnownPolicies(
      String digest,
      List<DeclaredPolicy> policies,
      List<References.Use> uses,
      List<Problem> problems) {
    KnownPolicies {
      policies = List.copyOf(policies);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Every file of the last reading that was accepted: the SHA-256 of what was read, hexadecimal, by
   * its path within the folder.
   */
  public Map<Path, String> files() {
    return files;
  }

  /** Notes what the reading was made from. */
  void readFrom(Map<Path, String> digests) {
    files = Map.copyOf(digests);
  }

  /** Starts the policy files: they mean what they did only among the same groups of places. */
  void groups(Map<String, List<PlaceCode>> now) {
    policiesBefore = now.equals(groups) ? policiesBefore : Map.of();
    groups = now;
  }

  /** What the policy file says, if it says what it did; else null. */
  @Nullable KnownPolicies policies(Path file, DefinitionsFiles files) {
    KnownPolicies known = policiesBefore.get(file);
    return known != null && known.digest().equals(files.digest(file)) ? known : null;
  }

  /** Keeps it for the next reading. */
  void add(Path file, KnownPolicies policies) {
    policiesNow.put(file, policies);
  }

  /** What the file says, if it says what it did; else null. */
  @Nullable Known find(Path file, DefinitionsFiles files) {
    Known known = before.get(file);
    if (known == null) {
      return null;
    }
    for (Map.Entry<Path, String> part : known.parts().entrySet()) {
      if (!part.getValue().equals(files.digest(part.getKey()))) {
        return null;
      }
    }
    return known;
  }

  /** Keeps it for the next reading, unless it must be mended: then its files will change anyway. */
  void add(Path file, Known zone) {
    if (zone.problems().stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR)) {
      now.put(file, zone);
    }
  }

  /** What was last found to have no loops of aliases. */
  LoopFree loopFree() {
    return loopFree;
  }

  /** Keeps what has no loops of aliases. */
  void areLoopFree(LoopFree definitions) {
    loopFree = definitions;
  }

  /** Ends a reading: what it did not come upon is forgotten. */
  void end() {
    before = now;
    now = new HashMap<>();
    policiesBefore = policiesNow;
    policiesNow = new HashMap<>();
  }
}
