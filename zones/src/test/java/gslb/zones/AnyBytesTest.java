package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, reading ends with a result, and an error has its place in that file. */
class AnyBytesTest {

  private static final long SEED = 20261123;
  private static final int ROUNDS = 150;
  private static final String SIGNS = "\"'{}[]():;,-*&?|>%@`$\\ \t\n\r#.0129aA-éø\0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "datacenters.yaml",
        "monitors.yaml",
        "pools/a.yaml",
        "maps/a.yaml",
        "nets/a.txt",
        "policies/a.yaml",
        "zones/example.com.zone"
      })
  void neverAnException(String file, @TempDir Path folder) throws IOException {
    Map<String, String> files = Cases.filesOf("every-key");
    Cases.write(files, folder);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = mutate(files.get(file), random).getBytes(StandardCharsets.UTF_8);
      if (round % 10 == 0) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      Files.write(folder.resolve(file), mutated);
      Reading reading = DefinitionsFolder.read(folder);
      assertThat(reading.problems())
          .as("round %d", round)
          .allSatisfy(
              problem -> assertThat(Math.min(problem.line(), problem.column())).isPositive());
    }
  }

  /** One to three changes: a sign put in, a piece taken out, a piece said twice. */
  private static String mutate(String text, SplittableRandom random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(mutated.length());
      int to = Math.min(mutated.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(3)) {
        case 0 -> mutated.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
        case 1 -> mutated.delete(at, to).append(' ');
        default -> mutated.insert(at, mutated.substring(at, to));
      }
    }
    return mutated.toString();
  }
}
