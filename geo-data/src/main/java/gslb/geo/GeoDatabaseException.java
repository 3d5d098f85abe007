package gslb.geo;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A geo database that cannot be used. The message names the file and what is wrong with it. */
public final class GeoDatabaseException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /**
   * Says which and why.
   *
   * @param database its file
   */
  public GeoDatabaseException(String database, String problem, @Nullable Throwable cause) {
    super(database + ": " + problem, cause);
  }
}
