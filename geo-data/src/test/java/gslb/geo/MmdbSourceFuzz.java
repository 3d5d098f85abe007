package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a database file holds, it is a table or refused in a sentence with its name. */
class MmdbSourceFuzz {

  static Stream<byte[]> files() {
    return Stream.of(
        TestDatabase.city("5.0.0.0/8   EU DE BY 48.1 11.6\n8.0.0.0/8   NA US .  39.5 -99.1\n"),
        TestDatabase.city("2a00::/12   EU FR .  46.6 2.5\n"),
        TestDatabase.city("0.0.0.0/0 AS SG . 1.35 103.99\n"));
  }

  @MethodSource("files")
  @FuzzTest
  void reads(byte[] file) {
    try {
      assertThat(MmdbSource.read("test.mmdb", file).size()).isNotNegative();
    } catch (GeoDatabaseException e) {
      assertThat(e).hasMessageStartingWith("test.mmdb: ");
    }
  }
}
