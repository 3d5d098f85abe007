package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.state.KeptFile;
import gslb.server.state.StateTroubles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P18: a clock that is set back between two starts takes nobody's voice. */
class KeptEpochTest {
  private final StateTroubles troubles = new StateTroubles();
  @TempDir Path state;

  private long startedAt(long millis) {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(millis));
    return KeptEpoch.next(state, "serve", clock, troubles).millis();
  }

  @Test
  void itGrowsWithEachStartWhateverTheClockDoes() {
    assertThat(startedAt(1_000)).isEqualTo(1_000);
    assertThat(startedAt(5_000)).isEqualTo(5_000);
    assertThat(startedAt(5_000)).isEqualTo(5_001);
    assertThat(startedAt(2_000)).isEqualTo(5_002);
    assertThat(startedAt(9_000)).isEqualTo(9_000);
  }

  @Test
  void aDamagedFileIsAsNone() {
    startedAt(5_000);
    KeptFile file = new KeptFile(state.resolve("serve-epoch.state"), "epochs", troubles);
    file.keep("no number".getBytes(StandardCharsets.UTF_8));
    assertThat(startedAt(2_000)).isEqualTo(2_000);
    assertThat(troubles.unusable()).isEqualTo(1);
  }
}
