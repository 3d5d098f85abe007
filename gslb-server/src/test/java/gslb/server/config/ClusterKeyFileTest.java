package gslb.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One secret, or two while it rolls. */
class ClusterKeyFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "'0123456789abcdef', 0123456789abcdef",
    "'0123456789abcdef\n', 0123456789abcdef",
    "'# since May\n"
        + "0123456789abcdef\r\n\n"
        + "  fedcba9876543210  \n"
        + "', 0123456789abcdef fedcba9876543210",
  })
  void oneOrTwoInTheirOrder(String text, String secrets) throws IOException {
    assertThat(ClusterKeyFile.read(file(text)))
        .extracting(secret -> new String(secret, StandardCharsets.ISO_8859_1))
        .containsExactly(secrets.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ': expected one line or two with a secret each, found 0'",
    "'# nothing\n', ': expected one line or two with a secret each, found 0'",
    "'0123456789abcdef\n\nsecret123', ':3: expected a secret of 16 bytes or more'",
    "'0123456789abcdef\n"
        + "0123456789abcdef\n"
        + "0123456789abcdef', ': expected one line or two with a secret each, found 3'",
  })
  void tellsWhatIsWrongAndNoSecret(String text, String expected) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> ClusterKeyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + expected);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("cluster.key"), text);
  }
}
