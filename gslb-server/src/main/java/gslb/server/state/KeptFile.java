package gslb.server.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thing that is remembered over a restart: a file that is replaced whole and says itself
 * whether it is whole. A disk that is full, a folder that is gone or a file that is damaged costs
 * the memory of it and nothing else: it is told once, counted, and never thrown.
 *
 * <pre>
 *  gslb-state 1 SHA-256-of-the-rest-in-hexadecimal LF
 *  content, any bytes
 * </pre>
 *
 * <p>So {@code head -1 FILE} and {@code tail -n +2 FILE | sha256sum} check it by hand. For one
 * thread at a time.
 */
public final class KeptFile {

  private static final Logger log = LoggerFactory.getLogger(KeptFile.class);
  private static final String MARK = "gslb-state 1 ";
  private static final int SEAL = MARK.length() + 64 + 1;

  private final Path file;
  private final String what;
  private final StateTroubles troubles;

  /**
   * Nothing is read or written yet.
   *
   * @param file its folder is made when it is needed
   * @param what is lost without it, as a plural for the log: {@code "verdicts"}
   * @param troubles told of what goes wrong
   */
  public KeptFile(Path file, String what, StateTroubles troubles) {
    this.file = file;
    this.what = what;
    this.troubles = troubles;
  }

  /** The file. */
  public Path path() {
    return file;
  }

  /** The content as it was kept; null if there is none or it is damaged, which is told. */
  public byte @Nullable [] read() {
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] content = Arrays.copyOfRange(bytes, Math.min(SEAL, bytes.length), bytes.length);
      byte[] seal = Arrays.copyOf(bytes, Math.min(SEAL, bytes.length));
      if (!MessageDigest.isEqual(seal, seal(content))) {
        throw new IOException("it is damaged or not ours: its checksum is wrong");
      }
      return content;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      refuse(reason(e));
      return null;
    }
  }

  /**
   * Tells that what was read is of no use after all: whoever reads the content knows.
   *
   * @param why in a few words
   */
  public void refuse(String why) {
    if (troubles.unusable(file, why)) {
      log.warn("{} is of no use, {} from before the start are not known: {}", file, what, why);
    }
  }

  /**
   * Replaces the file.
   *
   * @return false if that was not possible: what was kept before may still be there
   */
  public boolean keep(byte[] content) {
    try {
      StateFile.replace(
          file, ByteBuffer.allocate(SEAL + content.length).put(seal(content)).put(content).flip());
    } catch (IOException e) {
      String why = reason(e);
      if (troubles.unwritten(file, why)) { // once, not with each try
        log.error("{} cannot be written, {} are not kept over a restart: {}", file, what, why);
      }
      return false;
    }
    if (troubles.written(file)) {
      log.info("{} is written again", file);
    }
    return true;
  }

  private static byte[] seal(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return (MARK + HexFormat.of().formatHex(digest) + "\n").getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has SHA-256
    }
  }

  /**
   * Exceptions of files often have the file's name for a message and say the rest by their type.
   */
  private static String reason(IOException e) {
    String type = e.getClass().getSimpleName();
    return type.equals("IOException") || type.equals("FileSystemException")
        ? String.valueOf(e.getMessage())
        : type + " " + e.getMessage();
  }
}
