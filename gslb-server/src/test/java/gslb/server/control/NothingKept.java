package gslb.server.control;

import gslb.server.generation.GenerationStore;
import gslb.server.state.StateTroubles;
import java.nio.file.Path;

/** For tests of something else. */
final class NothingKept {
  private NothingKept() {}

  /** Knows no generation and keeps none. */
  static GenerationStore generations() {
    return new GenerationStore(Path.of("there", "is", "none"), new StateTroubles(), copying -> {});
  }
}
