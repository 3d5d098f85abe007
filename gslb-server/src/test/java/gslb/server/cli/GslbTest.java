package gslb.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says when it is not told what to do, or told wrong. */
class GslbTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve", "probe", "check", "explain", "where", "geo", "reload", "status", "tail", "demo",
        "version"
      })
  void everyCommandHasHelp(String command) {
    Ran ran = Ran.of(command, "--help");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).startsWith("Usage: gslb " + command);
    assertThat(Ran.of("--help").out()).contains("  " + command + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve", "probe", "check", "explain", "where", "geo", "reload", "status", "tail", "demo"
      })
  void helpTeachesByExample(String command) {
    assertThat(Ran.of(command, "--help").out()).contains("Examples:\n  gslb " + command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                      | expected a command",
        "expalin                 | explain",
        "explain                 | Missing required parameter: 'NAME'",
        "check --stricly         | --strict",
        "status --admin nowhere  | expected --admin HOST:PORT",
        "serve --config none     | none:1:1: there is no such file",
        "geo                     | expected a command: update",
        "demo stop               | Missing required parameter: 'MEMBER'",
      })
  void aMistakeIsToldWithWhatWasExpected(String arguments, String expected) {
    Ran ran = Ran.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(expected);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void saysItsVersion() {
    assertThat(Ran.of("version").out()).startsWith("gslb ").contains(" on Java ");
    assertThat(Ran.of("--version").out()).isEqualTo(Ran.of("version").out());
  }
}
