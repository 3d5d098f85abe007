package gslb.server.cli;

import gslb.server.control.AdminClient;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --json}: what the server answered, in its own words. */
final class JsonOption {
  @Option(names = "--json", description = "Print the server's own words.")
  private boolean json;

  /**
   * Prints the server's words, or lets the command tell them in its own.
   *
   * @param tell prints to the same writer
   */
  void print(PrintWriter out, AdminClient.Answer answer, Runnable tell) {
    if (json) {
      out.print(answer.text());
    } else {
      tell.run();
    }
    out.flush();
  }
}
