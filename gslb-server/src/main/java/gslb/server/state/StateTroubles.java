package gslb.server.state;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** What goes wrong with the files of the state folder, for metrics and status. Any thread. */
public final class StateTroubles {
  private final LongAdder unwritten = new LongAdder();
  private final LongAdder unusable = new LongAdder();
  private final ConcurrentMap<String, String> standing = new ConcurrentHashMap<>();

  /** How many writes have failed. */
  public long unwritten() {
    return unwritten.sum();
  }

  /** How many files were found damaged. */
  public long unusable() {
    return unusable.sum();
  }

  /** What is not kept now, or was damaged and not replaced since: the reason, by file. */
  public Map<String, String> standing() {
    return new TreeMap<>(standing);
  }

  /**
   * Notes that a file could not be written.
   *
   * @return whether it is new trouble, to be told
   */
  public boolean unwritten(Path file, String why) {
    unwritten.increment();
    return isNew(file, "not kept: " + why);
  }

  /**
   * Notes that a file could not be used.
   *
   * @return whether it is new trouble, to be told
   */
  public boolean unusable(Path file, String why) {
    unusable.increment();
    return isNew(file, "of no use: " + why);
  }

  private boolean isNew(Path file, String trouble) {
    return !trouble.equals(standing.put(file.toString(), trouble));
  }

  /**
   * Notes that a file was written.
   *
   * @return whether that ends a trouble, to be told
   */
  public boolean written(Path file) {
    return standing.remove(file.toString()) != null;
  }
}
