package gslb.server.forecast;

import java.util.function.Consumer;

/** Queries that were recorded somewhere. */
@FunctionalInterface
public interface Sample {
  /** Hands over each of them. */
  void read(Consumer<Asked> query);
}
