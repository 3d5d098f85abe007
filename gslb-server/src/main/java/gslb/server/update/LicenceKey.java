package gslb.server.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** The secret half of an account. It is never printed. */
final class LicenceKey {
  /** Its group may read it: a service's file is often root's, readable by the service's group. */
  private static final Set<PosixFilePermission> TOO_MUCH =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final String key;

  private LicenceKey(String key) {
    this.key = key;
  }

  /** The first line that is neither empty nor a comment. */
  static LicenceKey read(Path file) throws UpdateException {
    try {
      Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
      granted.addAll(Files.getPosixFilePermissions(file));
      granted.retainAll(TOO_MUCH);
      if (!granted.isEmpty()) {
        throw UpdateException.lasting(
            file + " holds a secret and others may read or change it: chmod 640 " + file);
      }
      for (String line : Files.readAllLines(file)) {
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          return new LicenceKey(text);
        }
      }
    } catch (UnsupportedOperationException e) {
      throw UpdateException.lasting(file + ": this file system has no owners and modes");
    } catch (IOException e) {
      throw UpdateException.lasting("cannot read the licence key in " + file);
    }
    throw UpdateException.lasting(file + " is empty; expected a licence key");
  }

  /** The header that carries it (RFC 7617). */
  String authorization(String accountId) {
    byte[] pair = (accountId + ":" + key).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
