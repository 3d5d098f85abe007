package gslb.server.generation;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.state.StateTroubles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies of what was served: whole or not at all, a bounded number, and a bad disk ends nothing.
 */
class GenerationStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Path ZONE = Path.of("zones/example.org.zone");

  private final StateTroubles troubles = new StateTroubles();
  private final Path definitions;
  private final Path state;
  private GenerationStore store;

  GenerationStoreTest(@TempDir Path folder) throws IOException {
    this.definitions = folder.resolve("definitions");
    this.state = folder.resolve("state");
    this.store = new GenerationStore(state, troubles, Runnable::run);
    Files.createDirectories(definitions.resolve("zones"));
  }

  private static Generation generation(long number) {
    return new Generation(number, "digest" + number, NOON, number - 1, "left", 3, 7);
  }

  private Generation keep(long number, String text) throws IOException {
    Files.writeString(definitions.resolve(ZONE), text);
    store.keep(generation(number), definitions, Map.of(ZONE, digest(text)));
    return generation(number);
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private String unpacked(long number) throws IOException {
    Path folder = store.unpack(Objects.requireNonNull(store.get(number)));
    return folder == null ? "nothing" : Files.readString(folder.resolve(ZONE));
  }

  @Test
  void whatIsKeptIsKnownToTheNextStart() throws IOException {
    Generation one = keep(1, "one");
    Generation two = keep(2, "two");
    store = new GenerationStore(state, troubles, Runnable::run);
    assertThat(store.list()).containsExactly(two, one);
    assertThat(store.latest()).isEqualTo(two);
    assertThat(unpacked(1)).isEqualTo("one");
    assertThat(unpacked(2)).isEqualTo("two");
    assertThat(troubles.standing()).isEmpty();
  }

  @Test
  void theOldestGiveWay() throws IOException {
    for (long number = 1; number <= GenerationStore.KEPT + 3; number++) {
      keep(number, "text " + number);
    }
    assertThat(store.list()).hasSize(GenerationStore.KEPT);
    assertThat(store.list().getLast().number()).isEqualTo(4);
    assertThat(new GenerationStore(state, troubles, Runnable::run).list()).isEqualTo(store.list());
    assertThat(store.get(3)).isNull();
  }

  /** Somebody edits while the copy is made: then it is not what was read. */
  @Test
  void aFileThatChangedMeanwhileIsNotKept() throws IOException {
    List<Runnable> later = new ArrayList<>();
    store = new GenerationStore(state, troubles, later::add);
    keep(1, "one");
    Files.writeString(definitions.resolve(ZONE), "another");
    later.forEach(Runnable::run);
    assertThat(store.list()).isEmpty();
  }

  @Test
  void aDamagedCopyIsNoneAndTheOthersStay() throws IOException {
    keep(1, "one");
    keep(2, "two");
    Path file = state.resolve("generations/2.state");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(unpacked(2)).isEqualTo("nothing");
    store = new GenerationStore(state, troubles, Runnable::run);
    assertThat(store.list()).containsExactly(generation(1));
    assertThat(troubles.standing()).containsOnlyKeys(file.toString());
  }

  @Test
  void aStateFolderThatCannotBeWrittenIsToldAndEndsNothing() throws IOException {
    Files.writeString(state, "a file where the folder should be");
    keep(1, "one");
    assertThat(store.list()).isEmpty();
    assertThat(troubles.unwritten()).isEqualTo(1);
    Files.delete(state);
    keep(2, "two");
    assertThat(unpacked(2)).isEqualTo("two");
  }

  /** The disk is full or read-only by the time the copy is needed. */
  @Test
  void whereItCannotBeUnpackedItIsElsewhere() throws IOException {
    keep(1, "one");
    Files.writeString(state.resolve("generations/unpacked"), "a file where the folder should be");
    assertThat(unpacked(1)).isEqualTo("one");
  }
}
