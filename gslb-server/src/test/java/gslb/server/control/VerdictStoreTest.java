package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.state.KeptFile;
import gslb.server.state.StateTroubles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S-20: verdicts over a restart, and what a bad disk does to them. */
class VerdictStoreTest {
  private static final Endpoint UP = new Endpoint("check", "192.0.2.1");
  private static final Endpoint DOWN = new Endpoint("check", "192.0.2.2");
  private static final Endpoint UNSEEN = new Endpoint("check", "192.0.2.3");
  private static final Endpoint UNCHECKED = new Endpoint("none", "192.0.2.4");
  private static final Verdicts VERDICTS =
      new Verdicts(
          7,
          Map.of(
              UP, new Verdict(true, Verdict.Basis.QUORUM, 2, 2, List.of()),
              DOWN, new Verdict(false, Verdict.Basis.QUORUM, 0, 2, List.of()),
              UNSEEN, new Verdict(true, Verdict.Basis.NEVER_SEEN, 0, 0, List.of()),
              UNCHECKED, new Verdict(true, Verdict.Basis.UNMONITORED, 0, 0, List.of())));

  private final StateTroubles troubles = new StateTroubles();
  @TempDir Path folder;

  @Test
  void whatIsKeptIsLastKnown() {
    new VerdictStore(folder.resolve("state"), troubles).keep(VERDICTS);
    Verdicts read = new VerdictStore(folder.resolve("state"), troubles).read();
    assertThat(read.byEndpoint().keySet()).containsExactlyInAnyOrder(UP, DOWN);
    assertThat(read.up(UP)).isTrue();
    assertThat(read.up(DOWN)).isFalse();
    assertThat(read.byEndpoint().values()).allMatch(Verdict::unknown).allMatch(Verdict::decided);
  }

  @Test
  void nothingIsKeptAtFirst() {
    assertThat(new VerdictStore(folder, troubles).read()).isEqualTo(Verdicts.EMPTY);
  }

  @Test
  void theSameIsNotWrittenAgain() throws IOException {
    VerdictStore store = new VerdictStore(folder, troubles);
    store.keep(VERDICTS);
    Files.delete(folder.resolve("verdicts.state"));
    store.keep(new Verdicts(8, VERDICTS.byEndpoint()));
    assertThat(folder.resolve("verdicts.state")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"schema\": 2, \"verdicts\": []}",
        "{\"schema\": 1}",
        "{\"schema\": 1, \"verdicts\": [1]}",
        "{\"schema\": 1, \"verdicts\": [{\"monitor\": \"check\"}]}",
        "{\"schema\": 1, \"verdicts\": [{\"monitor\": 1, \"target\": \"a\", \"up\": \"yes\"}]}"
      })
  void aDamagedFileIsAsNone(String content) throws IOException {
    Path file = folder.resolve("verdicts.state");
    Files.writeString(file, content);
    assertThat(new VerdictStore(folder, troubles).read()).isEqualTo(Verdicts.EMPTY);
    new KeptFile(file, "verdicts", troubles).keep(content.getBytes(StandardCharsets.UTF_8));
    assertThat(new VerdictStore(folder, troubles).read()).isEqualTo(Verdicts.EMPTY);
    assertThat(troubles.unusable()).as("unsealed, and sealed but not ours").isEqualTo(2);
  }

  @Test
  void aFolderThatCannotBeWrittenCostsNothingButTheMemory() throws IOException {
    Path file = Files.writeString(folder.resolve("state"), "a file where the folder should be");
    VerdictStore store = new VerdictStore(file, troubles);
    store.keep(VERDICTS);
    Files.delete(file);
    store.keep(VERDICTS);
    assertThat(new VerdictStore(file, troubles).read().byEndpoint()).hasSize(2);
  }
}
