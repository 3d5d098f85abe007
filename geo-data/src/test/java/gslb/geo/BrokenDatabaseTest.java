package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A database that cannot be used says so in one sentence with its name, and nothing else happens.
 */
class BrokenDatabaseTest {
  @TempDir Path folder;

  private final byte[] good =
      TestDatabase.city(
          """
          5.0.0.0/8   EU DE BY 48.1 11.6
          8.0.0.0/8   NA US .  39.5 -99.1
          2a00::/12   EU FR .  46.6 2.5
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // what        | message
        "missing       | no such file",
        "empty         | empty file",
        "text          | not a MaxMind DB file, or damaged",
        "zeros         | not a MaxMind DB file, or damaged",
        "folder        | cannot be read",
        "no tree       | the file is shorter than its tree",
        "cycle         | the search tree has no end",
        "bad pointer   | corrupt: the record of 0.0.0.0/0",
        "metadata loop | damaged: its metadata has no end",
        "record loop   | corrupt: the record of 5.0.0.0/8",
      })
  void refused(String what, String message) throws Exception {
    Path file = folder.resolve("test.mmdb");
    switch (what) {
      case "missing" -> {}
      case "folder" -> Files.createDirectory(file);
      default -> Files.write(file, content(what));
    }

    assertThatThrownBy(() -> PlaceTable.open(List.of(file)))
        .isInstanceOf(GeoDatabaseException.class)
        .hasMessageContaining("test.mmdb: ")
        .hasMessageContaining(message);
  }

  private byte[] content(String what) throws IOException {
    byte[] broken = good.clone();
    return switch (what) {
      case "empty" -> new byte[0];
      case "text" -> "5.0.0.0/8 DE\n".getBytes(StandardCharsets.US_ASCII);
      case "zeros" -> new byte[1000];
      case "no tree" -> Arrays.copyOfRange(good, metadataStart(), good.length);
      case "cycle" -> {
        Arrays.fill(broken, 0, 7 * 100, (byte) 0); // every child is node 0
        yield broken;
      }
      case "bad pointer" -> {
        Arrays.fill(broken, 0, 7 * 100, (byte) 0xff); // every child is data far beyond the end
        yield broken;
      }
      case "metadata loop" -> {
        // A map whose first key, at offset 1 of the section, is a pointer to itself.
        byte[] loop = {(byte) 0xe1, 0x20, 0x01};
        System.arraycopy(loop, 0, broken, metadataStart() + 14, loop.length);
        yield broken;
      }
      case "record loop" -> {
        // A map {"a": pointer to the first record} as the first record.
        byte[] loop = {(byte) 0xe1, 0x41, 'a', 0x20, 0x00};
        System.arraycopy(loop, 0, broken, dataStart(), loop.length);
        yield broken;
      }
      default -> throw new IllegalArgumentException(what);
    };
  }

  private int dataStart() throws IOException {
    try (Reader reader = new Reader(new ByteArrayInputStream(good))) {
      return (int) reader.getMetadata().nodeCount() * 7 + 16; // records of 28 bits
    }
  }

  private int metadataStart() {
    return new String(good, StandardCharsets.ISO_8859_1).indexOf("\u00ab\u00cd\u00efMaxMind.com");
  }

  /** Whatever bytes are hit: a table or that exception, never another, never without end. */
  @Test
  void randomDamage() {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] broken = good.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(8) == 0 ? random.nextInt(broken.length) : broken.length;
      try {
        assertThat(MmdbSource.read("test.mmdb", Arrays.copyOf(broken, length)).size()).isPositive();
      } catch (GeoDatabaseException e) {
        assertThat(e).hasMessageStartingWith("test.mmdb: ");
        refused++;
      }
    }
    assertThat(refused).isBetween(200, 1_950);
  }
}
