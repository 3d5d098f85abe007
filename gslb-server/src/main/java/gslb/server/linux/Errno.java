package gslb.server.linux;

import java.io.IOException;

/** Numbers of errors, the same on every 64-bit Linux that {@link BatchSocket} runs on. */
public final class Errno {
  /** A signal came first. */
  static final int EINTR = 4;

  static final int ENOENT = 2;

  /** Nothing there. */
  static final int EAGAIN = 11;

  static final int EACCES = 13;
  static final int EADDRINUSE = 98;
  static final int EADDRNOTAVAIL = 99;

  /** Nobody listens. */
  static final int ECONNREFUSED = 111;

  private Errno() {}

  /** The result of a call that must not fail. */
  static int check(String call, int result) throws IOException {
    if (result < 0) {
      throw new IOException(text(-result) + " (" + call + ")");
    }
    return result;
  }

  private static String text(int errno) {
    return switch (errno) {
      case EACCES -> "Permission denied";
      case EADDRINUSE -> "Address already in use";
      case EADDRNOTAVAIL -> "Cannot assign requested address";
      default -> "error " + errno;
    };
  }
}
