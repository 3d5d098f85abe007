package gslb.server.handover;

import gslb.server.linux.UnixSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where successor and predecessor meet, and the words they say. */
final class Meeting {
  /** Of both sides; another number means another program that must not guess. */
  static final String HELLO = "gslb handover 1";

  static final String HERE = "here ";
  static final String TAKE = "take";
  static final String ALL = "all";
  static final String REFUSED = "refused ";
  static final String SERVING = "serving";
  static final String RELEASED = "released";

  private Meeting() {}

  /** The socket, in a folder that only its user may enter. */
  static Path socket(Path state) {
    return folder(state).resolve("socket");
  }

  private static Path folder(Path state) {
    return state.resolve("handover");
  }

  /** Makes that folder. */
  static void prepare(Path state) throws IOException {
    Files.createDirectories(state);
    Path folder = folder(state);
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  /**
   * Who is at the other end.
   *
   * @throws IOException if it is another user's: who could name our sockets could also keep them
   */
  static UnixSocket.Peer checked(UnixSocket socket) throws IOException {
    UnixSocket.Peer peer = socket.peer();
    if (peer.user() != UnixSocket.user()) {
      throw new IOException(
          "process " + peer.process() + " is of user " + peer.user() + ", not of this one's");
    }
    return peer;
  }
}
