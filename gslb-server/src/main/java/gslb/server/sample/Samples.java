package gslb.server.sample;

import org.jspecify.annotations.Nullable;

/**
 * One worker's sampled answers: the worker writes, the control side reads and says how many are
 * wanted. The rings are made when something is wanted for the first time.
 */
public final class Samples {
  /** Entries between two looks of the reader: at 50 looks a second some 50 000 a second. */
  public static final int SLOTS = 1024;

  /** Null while nothing is wanted: then an answer costs this one look. */
  private volatile @Nullable Sampling sampling;

  // Written before sampling, read after it.
  private @Nullable Ring queries;
  private @Nullable Ring decisions;

  /** What is wanted; null = nothing. Worker. */
  public @Nullable Sampling sampling() {
    return sampling;
  }

  /** Changes what is wanted. One control thread at a time. */
  public void want(Sampling wanted) {
    if (wanted.isOff()) {
      sampling = null;
      return;
    }
    if (queries == null) {
      queries = new Ring(SLOTS, QueryEntry.WORDS);
      decisions = new Ring(SLOTS, DecisionEntry.WORDS);
    }
    sampling = wanted; // last: the rings must be there
  }

  /** Whether there are rings: something was wanted once. Control side. */
  public boolean isMade() {
    return queries != null;
  }

  /** Query entries; there once something was wanted. */
  public Ring queries() {
    return made(queries);
  }

  /** Decision entries; there once something was wanted. */
  public Ring decisions() {
    return made(decisions);
  }

  private static Ring made(@Nullable Ring ring) {
    if (ring == null) {
      throw new IllegalStateException("nothing was wanted yet");
    }
    return ring;
  }
}
