package gslb.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gslb check}: every problem a line, then the sum, and the exit status. */
class CheckCommandTest {
  private static final Path HOME = Path.of(System.getProperty("gslb.root"));
  private static final String ZONE =
      """
      $TTL 60
      @ SOA ns1 hostmaster 1 7200 900 1209600 300
        NS ns1
      ns1 A 192.0.2.1
      """;

  @TempDir private Path folder;

  @Test
  void theExampleIsClean() {
    Path example = HOME.resolve("zones/example");
    Ran ran = Ran.of("check", "--strict", example.toString());
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .matches(example + ": 2 zones, \\d+ steered names, \\d+ pools; no problems\n");
  }

  @Test
  void allTenMistakesAreTold() {
    Path folder = HOME.resolve("zones/src/test/resources/ten-mistakes");
    Ran ran = Ran.of("check", folder.toString());
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out().lines().filter(line -> line.matches(folder + "/[^:]+:\\d+:\\d+: .+")))
        .hasSizeGreaterThanOrEqualTo(10);
    assertThat(ran.out()).contains(folder + ": 10 errors");
  }

  @Test
  void warningsFailOnlyWhenTakenStrictly() throws IOException {
    Files.createDirectories(folder.resolve("zones"));
    Files.createDirectories(folder.resolve("pools"));
    Files.writeString(folder.resolve("zones/example.org.zone"), ZONE);
    Files.writeString(
        folder.resolve("datacenters.yaml"),
        "schema: 1\ndatacenters: {fra: {region: eu, latitude: 50, longitude: 8}}\n");
    Files.writeString(
        folder.resolve("monitors.yaml"), "schema: 1\nmonitors: {unused: {type: none}}\n");
    Ran ran = Ran.of("check", folder.toString());
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("monitors.yaml:2:12: warning: ")
        .endsWith(folder + ": 1 zone, 0 steered names, 0 pools; 1 warning\n");
    assertThat(Ran.of("check", "--strict", folder.toString()).status()).isEqualTo(1);
  }

  @Test
  void aConfigurationNamesTheFolder() throws IOException {
    Path config =
        Files.writeString(folder.resolve("server.yaml"), "schema: 1\ndefinitions: here\n");
    assertThat(Ran.of("check", "--config", config.toString()).out())
        .contains("there is no such definitions folder");
    Files.writeString(config, "schema: 1\nnodes: {}\n");
    Ran ran = Ran.of("check", "--config", config.toString());
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            """
            %1$s:2:1: unknown key 'nodes'; did you mean 'node'?
            gslb: %1$s cannot be used; docs/server.yaml shows every key
            """
                .formatted(config));
  }
}
