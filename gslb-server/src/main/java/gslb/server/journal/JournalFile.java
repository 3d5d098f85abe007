package gslb.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Lines that survive a crash, in a file that never takes more than twice its largest size: full, it
 * is set aside under the same name with {@code .1}. A line that a crash or a full disk tore is cut
 * off or closed, so it costs itself and none of its neighbours. For one thread; anybody may read
 * the two files meanwhile.
 */
final class JournalFile {
  private static final byte[] NEWLINE = {'\n'};

  private final Path file;
  private final long largest;

  /**
   * Nothing is opened yet.
   *
   * @param file its folder is made when it is needed
   * @param largest in bytes
   */
  JournalFile(Path file, long largest) {
    this.file = file;
    this.largest = largest;
  }

  /** The one set aside, then the present one. */
  List<Path> files() {
    return List.of(aside(), file);
  }

  /**
   * Writes lines and has them on the disk when it comes back.
   *
   * @throws IOException if not all of them could be written; then none is in the file
   */
  void append(List<String> lines) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file) && Files.size(file) + bytes.remaining() > largest) {
      Files.move(file, aside(), StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = closeTornLine(channel);
      try {
        write(channel, bytes, end);
        channel.force(false);
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    }
  }

  private Path aside() {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /** Where the next line begins. */
  private static long closeTornLine(FileChannel channel) throws IOException {
    long end = channel.size();
    if (end > 0) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, end - 1);
      if (last.get(0) != '\n') {
        write(channel, ByteBuffer.wrap(NEWLINE), end);
        end++;
      }
    }
    return end;
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
    long at = from;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
