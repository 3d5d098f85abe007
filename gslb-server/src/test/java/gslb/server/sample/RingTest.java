package gslb.server.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is written is read once and whole, or counted as missed. */
class RingTest {
  private static final int WORDS = 37;
  private final long[] entry = new long[WORDS];

  @Test
  void entriesComeInOrderAndOnce() {
    Ring ring = new Ring(4, WORDS);
    assertThat(ring.take(entry)).isFalse();
    write(ring, 1);
    write(ring, 2);
    assertThat(ring.take(entry)).isTrue();
    assertThat(entry).containsOnly(1);
    assertThat(ring.take(entry)).isTrue();
    assertThat(entry).containsOnly(2);
    assertThat(ring.take(entry)).isFalse();
    assertThat(ring.missed()).isZero();
  }

  @Test
  void aSlowReaderMissesTheOldestAndKnowsHowMany() {
    Ring ring = new Ring(4, WORDS);
    for (int i = 1; i <= 11; i++) {
      write(ring, i);
    }
    for (int i = 8; i <= 11; i++) {
      assertThat(ring.take(entry)).isTrue();
      assertThat(entry).containsOnly(i);
    }
    assertThat(ring.take(entry)).isFalse();
    assertThat(ring.missed()).isEqualTo(7);
  }

  @Test
  void anEntryThatIsBeingOverwrittenIsNotRead() {
    Ring ring = new Ring(2, WORDS);
    write(ring, 1);
    write(ring, 2);
    ring.begin(); // over the first
    ring.put(0, 3);
    assertThat(ring.take(entry)).isTrue();
    assertThat(entry).containsOnly(2);
    assertThat(ring.missed()).isEqualTo(1);
    ring.publish();
    assertThat(ring.take(entry)).isTrue();
  }

  /** Two slots and a writer that never rests: nearly every read is disturbed. */
  @Test
  void noEntryIsEverTorn() throws InterruptedException {
    Ring ring = new Ring(2, WORDS);
    int entries = 2_000_000;
    AtomicBoolean written = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 1; i <= entries; i++) {
                write(ring, i);
              }
              written.set(true);
            });
    long taken = 0;
    long last = 0;
    boolean more = true;
    while (more) {
      boolean ended = written.get(); // before the look: else the last ones could be passed over
      while (ring.take(entry)) {
        long first = entry[0];
        if (first <= last || Arrays.stream(entry).anyMatch(word -> word != first)) {
          throw new AssertionError("torn after " + last + ": " + Arrays.toString(entry));
        }
        last = first;
        taken++;
      }
      more = !ended;
    }
    writer.join();
    assertThat(last).isEqualTo(entries);
    assertThat(taken + ring.missed()).isEqualTo(entries);
  }

  private static void write(Ring ring, long value) {
    ring.begin();
    for (int i = 0; i < WORDS; i++) {
      ring.put(i, value);
    }
    ring.publish();
  }
}
