package gslb.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal keeps: over crashes, within its bound, and without a disk. */
class JournalTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path folder;

  private static JournalEntry entry(int number) {
    return new JournalEntry(
        NOON.plusSeconds(number),
        JournalEntry.Event.VERDICT,
        "192.0.2.1 (check)",
        List.of("web/fra-1"),
        "down",
        List.of("eu-1: down, refused"),
        "entry " + number);
  }

  private void write(int from, int to, long largest) {
    try (Journal journal = new Journal(folder, largest)) {
      for (int number = from; number < to; number++) {
        journal.append(entry(number));
      }
    }
  }

  private List<String> read(Instant since) throws IOException {
    try (Journal journal = new Journal(folder)) {
      return journal.read(since, entry -> true).stream().map(JournalEntry::why).toList();
    }
  }

  @Test
  void whatIsWrittenIsReadInOrderAndSince() throws IOException {
    write(0, 5, 1 << 20);
    try (Journal journal = new Journal(folder)) {
      assertThat(journal.read(NOON, entry -> true))
          .containsExactly(entry(0), entry(1), entry(2), entry(3), entry(4));
      assertThat(journal.read(NOON.plusSeconds(3), entry -> !entry.why().endsWith("4")))
          .containsExactly(entry(3));
    }
  }

  @Test
  void aTornLineCostsItselfAlone() throws IOException {
    write(0, 2, 1 << 20);
    Path file = folder.resolve("journal.log");
    Files.writeString(file, entry(2).line().substring(0, 70), StandardOpenOption.APPEND);
    Files.write(file, new byte[] {(byte) 0xC3}, StandardOpenOption.APPEND); // half a letter
    assertThat(read(NOON)).containsExactly("entry 0", "entry 1");
    write(3, 5, 1 << 20);
    assertThat(read(NOON)).containsExactly("entry 0", "entry 1", "entry 3", "entry 4");
  }

  @Test
  void itNeverTakesMoreThanTwiceItsLargestSize() throws IOException {
    for (int number = 0; number < 16; number++) {
      write(number, number + 1, 1000);
    }
    long size = 0;
    for (String name : List.of("journal.log", "journal.log.1")) {
      size += Files.size(folder.resolve(name));
    }
    assertThat(size).isBetween(1000L, 2000L);
    assertThat(read(NOON)).endsWith("entry 14", "entry 15").hasSizeGreaterThan(4);
  }

  @Test
  void withoutADiskEntriesAreCountedAndNobodyWaits() throws IOException {
    Path file = Files.writeString(folder.resolve("state"), "a file where the folder should be");
    Journal journal = new Journal(file);
    long before = System.nanoTime();
    for (int number = 0; number < 2 * Journal.MOST_WAITING; number++) {
      journal.append(entry(number));
    }
    long took = System.nanoTime() - before;
    journal.close();
    assertThat(journal.missed() + journal.written()).isEqualTo(2L * Journal.MOST_WAITING);
    assertThat(journal.written()).isZero();
    assertThat(took).as("nanoseconds").isLessThan(5_000_000_000L);
  }
}
