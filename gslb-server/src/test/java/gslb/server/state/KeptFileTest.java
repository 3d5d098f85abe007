package gslb.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept comes back whole or not at all, and a bad disk is told, never thrown. */
class KeptFileTest {
  private static final byte[] CONTENT =
      "what is to be known again".getBytes(StandardCharsets.UTF_8);

  private final StateTroubles troubles = new StateTroubles();
  private final Path folder;
  private final KeptFile file;

  KeptFileTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = new KeptFile(folder.resolve("state/thing"), "things", troubles);
  }

  @Test
  void whatIsKeptIsRead() {
    assertThat(file.read()).as("none yet").isNull();
    assertThat(file.keep(CONTENT)).isTrue();
    assertThat(file.read()).isEqualTo(CONTENT);
    assertThat(file.keep(new byte[0])).isTrue();
    assertThat(file.read()).isEmpty();
    assertThat(troubles.standing()).isEmpty();
  }

  @Test
  void anyCutAndAnyChangedBitShows() throws IOException {
    file.keep(CONTENT);
    byte[] whole = Files.readAllBytes(file.path());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file.path(), Arrays.copyOf(whole, length));
      assertThat(file.read()).as("cut at %d", length).isNull();
    }
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file.path(), changed);
      assertThat(file.read()).as("bit %d", bit).isNull();
    }
    assertThat(troubles.unusable()).isEqualTo(whole.length * 9L);
    assertThat(troubles.standing().get(file.path().toString())).contains("checksum");
    assertThat(file.keep(CONTENT)).isTrue();
    assertThat(troubles.standing()).as("mended").isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldOnceAndCountedEachTime() throws IOException {
    Path blocker = Files.writeString(folder.resolve("state"), "a file where the folder should be");
    assertThat(file.keep(CONTENT)).isFalse();
    assertThat(file.keep(CONTENT)).isFalse();
    assertThat(troubles.unwritten()).isEqualTo(2);
    assertThat(troubles.standing()).containsOnlyKeys(file.path().toString());
    assertThat(troubles.unwritten(file.path(), "another reason")).as("told").isTrue();
    assertThat(troubles.unwritten(file.path(), "another reason")).as("known").isFalse();
    Files.delete(blocker);
    assertThat(file.keep(CONTENT)).isTrue();
    assertThat(troubles.standing()).isEmpty();
    assertThat(file.read()).isEqualTo(CONTENT);
  }

  /** Every write to this device fails with "no space left". */
  @Test
  void aFullDiskLeavesWhatWasKept() throws IOException {
    file.keep(CONTENT);
    Path full = Path.of("/dev/full");
    if (Files.exists(full)) {
      Files.createSymbolicLink(folder.resolve("state/thing.new"), full);
      assertThat(file.keep("newer".getBytes(StandardCharsets.UTF_8))).isFalse();
      assertThat(troubles.standing().get(file.path().toString())).contains("No space left");
    }
    assertThat(file.read()).isEqualTo(CONTENT);
  }
}
