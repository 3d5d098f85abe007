package gslb.server.querylog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file that does not grow, on a disk that may be full. */
class LineFileTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  void linesFollowWhatIsThere() throws IOException {
    Path path = Files.writeString(folder.resolve("a.jsonl"), "before\n");
    try (LineFile file = new LineFile(path, 1000)) {
      assertThat(file.append("one", 0)).isZero();
      assertThat(file.append("two", 0)).isZero();
      assertThat(file.flush(0)).isZero();
      assertThat(path).hasContent("before\none\ntwo\n");
    }
  }

  @Test
  void fullItIsSetAsideOverTheOneBefore() {
    Path path = folder.resolve("in/a/new/folder/a.jsonl");
    try (LineFile file = new LineFile(path, 10)) {
      for (String line : new String[] {"1234", "2234", "3234", "4234", "5234"}) {
        assertThat(file.append(line, 0)).isZero();
      }
      assertThat(file.flush(0)).isZero();
    }
    assertThat(path).hasContent("5234\n");
    assertThat(path.resolveSibling("a.jsonl.1")).hasContent("3234\n4234\n");
    assertThat(path.getParent()).isDirectoryNotContaining("glob:**.2");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskCostsLinesAndNothingElse() {
    try (LineFile file = new LineFile(Path.of("/dev/full"), Long.MAX_VALUE)) {
      assertThat(file.append("one", 0)).isZero();
      assertThat(file.append("two", 0)).isZero();
      assertThat(file.flush(0)).as("both are lost").isEqualTo(2);
      assertThat(file.append("three", SECOND / 2)).as("not tried").isEqualTo(1);
      assertThat(file.flush(SECOND / 2)).isZero();
      assertThat(file.append("four", 2 * SECOND)).as("tried again").isZero();
      assertThat(file.flush(2 * SECOND)).isEqualTo(1);
    }
  }

  @Test
  void itIsWrittenAgainWhenItCanBe() throws IOException {
    Path blocked = Files.createFile(folder.resolve("blocked"));
    Path path = blocked.resolve("a.jsonl");
    try (LineFile file = new LineFile(path, 1000)) {
      assertThat(file.append("one", 0)).isEqualTo(1);
      Files.delete(blocked);
      assertThat(file.append("two", SECOND / 2)).isEqualTo(1);
      assertThat(file.append("three", SECOND)).isZero();
      assertThat(file.flush(SECOND)).isZero();
      assertThat(file.append("four", SECOND)).isZero();
      assertThat(file.flush(SECOND)).isZero();
    }
    assertThat(path).hasContent("three\nfour\n");
  }
}
