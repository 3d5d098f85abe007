package gslb.server.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of transitions. Appending never waits for the disk: a thread of the journal's own
 * writes, and what it cannot write, or has no room to remember, is counted, told once and dropped.
 */
public final class Journal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  /** Entries of as many pass at once when a large datacenter goes. */
  static final int MOST_WAITING = 16 << 10;

  /** At most so many are read at a time. */
  public static final int MOST_READ = 10_000;

  private static final long LARGEST = 8 << 20;
  private static final int MOST_AT_ONCE = 512;
  private static final long PACE_MILLIS = 100;
  private static final long CLOSE_MILLIS = 2000;

  private final JournalFile file;
  private final BlockingQueue<JournalEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LongAdder written = new LongAdder();
  private final LongAdder missed = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;
  private boolean failing;

  /**
   * A journal in the files {@code journal.log} and {@code journal.log.1} of a folder, 8 MiB each.
   *
   * @param folder what survives a restart
   */
  public Journal(Path folder) {
    this(folder, LARGEST);
  }

  Journal(Path folder, long largest) {
    this.file = new JournalFile(folder.resolve("journal.log"), largest);
    this.thread = Thread.ofPlatform().daemon().name("gslb-journal").start(this::write);
  }

  /** Takes an entry. Never blocks. Any thread. */
  public void append(JournalEntry entry) {
    if (!waiting.offer(entry)) {
      missed.increment();
    }
  }

  /** How many entries have been written. */
  public long written() {
    return written.sum();
  }

  /** How many entries are lost: too many at once, or the disk does not take them. */
  public long missed() {
    return missed.sum();
  }

  /**
   * The latest entries, earliest first, at most {@value #MOST_READ}. Torn lines are passed over.
   *
   * @param since none before
   * @throws IOException if they cannot be read
   */
  public List<JournalEntry> read(Instant since, Predicate<JournalEntry> wanted) throws IOException {
    Deque<JournalEntry> entries = new ArrayDeque<>();
    for (Path path : file.files()) {
      // Whatever bytes are in it: a torn letter must not end the reading.
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JournalEntry entry = JournalEntry.parse(line);
          if (entry != null && !entry.at().isBefore(since) && wanted.test(entry)) {
            entries.addLast(entry);
            if (entries.size() > MOST_READ) {
              entries.removeFirst();
            }
          }
        }
      } catch (NoSuchFileException e) {
        log.debug("{}: nothing yet, or not enough to set a file aside", path);
      }
    }
    return List.copyOf(entries);
  }

  private void write() {
    List<JournalEntry> batch = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      try {
        JournalEntry first = waiting.poll(PACE_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, MOST_AT_ONCE - 1);
          write(batch);
          batch.clear();
        }
      } catch (InterruptedException e) {
        return; // nobody interrupts but a dying process
      }
    }
  }

  private void write(List<JournalEntry> batch) {
    try {
      file.append(batch.stream().map(JournalEntry::line).toList());
      written.add(batch.size());
      if (failing) {
        failing = false;
        log.info("the journal is written again; {} entries are missing", missed.sum());
      }
    } catch (IOException | RuntimeException e) {
      missed.add(batch.size());
      if (!failing) {
        log.error("the journal cannot be written, its entries are dropped: {}", e.toString());
      }
      failing = true;
    }
  }

  /** Writes what waits, within two seconds. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
