package gslb.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.server.wire.CookieSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of cookie secrets, and what is wrong with it. */
class CookieSecretFileTest {
  private static final String ONE = "00000000000000010000000000000002";
  private static final String TWO = "e5e973e5a6b2a43f48e7dc849e37bfcf";

  @TempDir private Path folder;

  @Test
  void readsSecretsInTheirOrder() throws IOException {
    Path file = file("# new\n" + TWO + "\n\n  " + ONE + "  # old, until noon\n");
    assertThat(CookieSecretFile.read(file))
        .containsExactly(CookieSecret.parse(TWO), CookieSecret.parse(ONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                            | : expected a secret of 32 hexadecimal",
        "'# nothing\n'                                 | : expected a secret of 32 hexadecimal",
        "'e5e973e5a6b2a43f48e7dc849e37bfcf\nsecret123' | :2: expected a secret of 32 hexadecimal",
        "'\n# one\n\nsecret123'                       | :4: expected a secret of 32 hexadecimal",
        "e5e973e5a6b2a43f48e7dc849e37bfc               | :1: expected a secret of 32 hexadecimal",
        "e5e973e5a6b2a43f48e7dc849e37bfcf0             | :1: expected a secret of 32 hexadecimal",
        "e5e973e5a6b2a43f48e7dc849e37bfcg              | :1: expected a secret of 32 hexadecimal",
        "0xe5e973e5a6b2a43f48e7dc849e37bfcf            | :1: expected a secret of 32 hexadecimal",
        "e5e973e5a6b2a43f 48e7dc849e37bfcf             | :1: expected a secret of 32 hexadecimal",
        "e5e973e5a6b2a43f48e7dc849e37bfcf,e5e973e5     | :1: expected a secret of 32 hexadecimal",
      })
  void tellsWhatIsWrongAndNoSecret(String text, String expected) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> CookieSecretFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + expected)
        .hasMessageNotContaining("secret123");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> CookieSecretFile.read(folder.resolve("none")))
        .hasMessage("cannot read " + folder.resolve("none"));
  }

  @Test
  void namesAFileThatIsNoText() throws IOException {
    Path file = Files.write(folder.resolve("random"), new byte[] {(byte) 0xC3, 0, (byte) 0xFF});
    assertThatThrownBy(() -> CookieSecretFile.read(file)).hasMessage("cannot read " + file);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("cookie.secrets"), text);
  }
}
