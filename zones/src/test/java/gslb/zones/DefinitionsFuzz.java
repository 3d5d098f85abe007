package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import gslb.zones.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a YAML file of definitions holds, reading it ends, and every problem has its place. A
 * byte that says which kind of file it is, then its text.
 */
class DefinitionsFuzz {
  @TempDir static Path folder;

  static Stream<byte[]> files() {
    return Cases.filesOf("every-key").entrySet().stream()
        .filter(file -> FileKind.of(file.getKey()) != null)
        .map(file -> file(FileKind.of(file.getKey()), file.getValue()));
  }

  private static byte[] file(FileKind kind, String text) {
    return ((char) kind.ordinal() + text).getBytes(StandardCharsets.UTF_8);
  }

  @MethodSource("files")
  @FuzzTest
  void reads(byte[] file) {
    if (file.length == 0) {
      return;
    }
    FileKind kind = FileKind.values()[(file[0] & 0xFF) % FileKind.values().length];
    Problems problems = new Problems();
    kind.read(new String(file, 1, file.length - 1, StandardCharsets.UTF_8), folder, problems);
    assertThat(problems.sorted()).allMatch(problem -> problem.line() > 0 && problem.column() > 0);
  }
}
