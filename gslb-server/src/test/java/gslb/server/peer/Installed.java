package gslb.server.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs of other makers that a test cannot do without. */
public final class Installed {
  private Installed() {}

  /**
   * The program's file.
   *
   * @throws AssertionError if it is not installed; names the Debian package that has it
   */
  public static Path program(String name, String debianPackage) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(name + " is not installed: apt-get install " + debianPackage));
  }
}
