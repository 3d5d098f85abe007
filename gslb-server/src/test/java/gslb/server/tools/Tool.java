package gslb.server.tools;

import static java.util.concurrent.TimeUnit.SECONDS;

import gslb.server.peer.Installed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A client program, told to ask once and to say everything. */
enum Tool {
  /** BIND's; without the cookie that it sends unasked. */
  DIG("dig", "bind9-dnsutils", "-r +norec +nocookie +tries=1 +time=10"),
  /** Knot's. */
  KDIG("kdig", "knot-dnsutils", "+norec +retry=0 +timeout=10");

  private static final int PATIENCE_SECONDS = 60;

  private final String program;
  private final String debianPackage;
  private final String always;

  Tool(String program, String debianPackage, String always) {
    this.program = program;
    this.debianPackage = debianPackage;
    this.always = always;
  }

  /**
   * What it prints when it asks 127.0.0.1.
   *
   * @param arguments separated by blanks, as one writes them behind {@code dig @server -p port}
   */
  Printed ask(int port, String arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Installed.program(program, debianPackage).toString());
    command.addAll(List.of("@127.0.0.1", "-p", Integer.toString(port)));
    command.addAll(List.of((always + " " + arguments).split(" ")));
    return new Printed(run(command));
  }

  private static String run(List<String> command) throws IOException {
    Path output = Files.createTempFile("tool", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
        process.destroy();
        throw new AssertionError(command + " does not end");
      }
      return Files.readString(output, StandardCharsets.ISO_8859_1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(output);
    }
  }
}
