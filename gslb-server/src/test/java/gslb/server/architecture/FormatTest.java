package gslb.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One way to lay out code: google-java-format's. A test rather than a plugin, since plugins run in
 * Maven's own JVM, which may be a 17 that cannot read this code. {@code .ci/format} mends what it
 * finds.
 */
class FormatTest {
  private static final boolean APPLY = "apply".equals(System.getProperty("gslb.format"));

  @Test
  void everyFileIsFormatted() throws IOException {
    Formatter formatter = new Formatter();
    List<Path> unformatted = new ArrayList<>();
    for (Path file : javaFiles()) {
      String source = Files.readString(file);
      String formatted = format(formatter, file, source);
      if (!formatted.equals(source)) {
        unformatted.add(file);
        if (APPLY) {
          Files.writeString(file, formatted);
        }
      }
    }
    if (!APPLY) {
      assertThat(unformatted).as("not formatted; run .ci/format").isEmpty();
    }
  }

  private static String format(Formatter formatter, Path file, String source) {
    try {
      return formatter.formatSourceAndFixImports(source);
    } catch (FormatterException e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> javaFiles() throws IOException {
    Path root = Path.of(System.getProperty("gslb.root"));
    List<Path> files = new ArrayList<>();
    for (String module : List.of("zones", "geo-data", "health-probes", "gslb-server", "bench")) {
      try (Stream<Path> paths = Files.walk(root.resolve(module).resolve("src"))) {
        paths.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(100);
    return files;
  }
}
