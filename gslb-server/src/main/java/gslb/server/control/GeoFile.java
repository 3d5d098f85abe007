package gslb.server.control;

import gslb.geo.Acceptance;
import gslb.geo.GeoDatabase;
import gslb.geo.GeoDatabaseException;
import gslb.server.state.StateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured geo database: the file an operator or a program replaces, what of it was good
 * last, and a copy of that for the next start.
 *
 * <pre>
 *  file ─► read whole ─► opens? ─► fits the one served? ─► proposal ─► served, copied
 *                          └──────────────┴─► trouble: told once, the one served stays
 * </pre>
 *
 * <p>The file is read into memory and never mapped: who truncates or rewrites a mapped file in
 * place ends the process that reads it. For one thread.
 */
final class GeoFile {
  private static final Logger log = LoggerFactory.getLogger(GeoFile.class);

  private final Path file;
  private final Path copy;
  private final Acceptance acceptance;
  private final String name;

  private @Nullable GeoDatabase served;
  private @Nullable Proposal proposal;
  private String trouble = "";
  private boolean fromCopy;
  private FileStamp seen = FileStamp.NONE;
  private @Nullable FileStamp judged; // what need not be read again; null = read it

  /** A database that was found good and is not served yet. */
  private record Proposal(GeoDatabase database, ByteBuffer content) {}

  /**
   * Nothing is read yet.
   *
   * @param copy where the last good one is kept
   */
  GeoFile(Path file, Path copy, Acceptance acceptance) {
    this.file = file;
    this.copy = copy;
    this.acceptance = acceptance;
    this.name = String.valueOf(file.getFileName());
  }

  /**
   * Reads it for the first time, or what was good last.
   *
   * @throws GeoDatabaseException neither can be used
   */
  void open() throws GeoDatabaseException {
    FileStamp stamp = FileStamp.of(file);
    seen = stamp;
    try {
      byte[] content = content();
      judged = stamp;
      GeoDatabase database = GeoDatabase.read(name, content);
      boolean asBefore = isCopy(content);
      GeoDatabase before = asBefore ? null : copied();
      String refusal = acceptance.refusal(before, database);
      if (refusal == null) {
        served = database;
        if (!asBefore) {
          keep(ByteBuffer.wrap(content));
        }
        return;
      }
      if (before == null) {
        throw new GeoDatabaseException(file.toString(), refusal, null);
      }
      trouble = refusal;
      served = before;
    } catch (GeoDatabaseException e) {
      GeoDatabase before = copied();
      if (before == null) {
        throw e;
      }
      trouble = problem(e);
      served = before;
    }
    fromCopy = true;
    log.error("{}: {}; started with its last good copy, {}", file, trouble, described(served()));
  }

  /**
   * Looks whether there is a new one. What is still being written, so that two looks differ, is
   * left alone.
   *
   * @return whether there is one to {@link #accept} or to {@link #reject}
   */
  boolean look() {
    FileStamp stamp = FileStamp.of(file);
    boolean settled = stamp.equals(seen);
    seen = stamp;
    return settled && !stamp.equals(judged) && read(stamp);
  }

  /** Looks now, at somebody's word that the file is whole. */
  boolean lookNow() {
    seen = FileStamp.of(file);
    return !seen.equals(judged) && read(seen);
  }

  private boolean read(FileStamp stamp) {
    byte[] content;
    try {
      content = content();
    } catch (GeoDatabaseException e) {
      tell(problem(e)); // and try again: a disk or a mount may come back without a new stamp
      return false;
    }
    if (!FileStamp.of(file).equals(stamp)) {
      return false; // written while it was read
    }
    judged = stamp;
    try {
      GeoDatabase database = GeoDatabase.read(name, content);
      if (database.digest().equals(served().digest())) {
        recovered();
        return false;
      }
      String refusal = acceptance.refusal(served(), database);
      if (refusal == null) {
        proposal = new Proposal(database, ByteBuffer.wrap(content));
        return true;
      }
      tell(refusal);
    } catch (GeoDatabaseException e) {
      tell(problem(e));
    }
    return false;
  }

  /** The proposal is served from now on. */
  void accept() {
    Proposal accepted = proposal;
    if (accepted != null) {
      boolean older = accepted.database.info().built().isBefore(served().info().built());
      served = accepted.database;
      proposal = null;
      log.info(
          "{}: {} locates clients from now on{}",
          file,
          described(served()),
          older ? "; it is OLDER than the one before" : "");
      keep(accepted.content);
      recovered();
    }
  }

  /** The proposal turned out not to be of use. */
  void reject(String why) {
    if (proposal != null) {
      proposal = null;
      tell(why);
    }
  }

  private void recovered() {
    if (!trouble.isEmpty()) {
      log.info("{}: good again", file);
    }
    trouble = "";
    fromCopy = false;
  }

  /** Each trouble once, not at every look. */
  private void tell(String problem) {
    if (!problem.equals(trouble)) {
      log.error("{}: {}; {} is served on", file, problem, described(served()));
    }
    trouble = problem;
  }

  private static String described(GeoDatabase database) {
    return "%s of %s, %d networks"
        .formatted(database.info().type(), database.info().built(), database.info().networks());
  }

  private String problem(GeoDatabaseException e) {
    String message = String.valueOf(e.getMessage());
    String prefix = message.startsWith(file + ": ") ? file.toString() : name;
    return message.startsWith(prefix + ": ") ? message.substring(prefix.length() + 2) : message;
  }

  private byte[] content() throws GeoDatabaseException {
    return content(file);
  }

  private static byte[] content(Path path) throws GeoDatabaseException {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new GeoDatabaseException(path.toString(), "no such file", e);
    } catch (AccessDeniedException e) {
      throw new GeoDatabaseException(path.toString(), "may not be read by this user", e);
    } catch (IOException e) {
      throw new GeoDatabaseException(path.toString(), "cannot be read: " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw new GeoDatabaseException(path.toString(), "larger than the memory there is", e);
    }
  }

  /** Whether the file is what was good last: then nothing need be compared. */
  private boolean isCopy(byte[] content) {
    byte[] chunk = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(copy)) {
      int at = 0;
      for (int read = in.readNBytes(chunk, 0, chunk.length);
          read > 0;
          read = in.readNBytes(chunk, 0, chunk.length)) {
        if (at + read > content.length || !Arrays.equals(chunk, 0, read, content, at, at + read)) {
          return false;
        }
        at += read;
      }
      return at == content.length;
    } catch (IOException e) {
      return false;
    }
  }

  /** What was good last; null = nothing is kept, or nothing usable. */
  private @Nullable GeoDatabase copied() {
    try {
      return Files.exists(copy) ? GeoDatabase.read(name, content(copy)) : null;
    } catch (GeoDatabaseException e) {
      log.warn("{}: the copy is of no use: {}", copy, problem(e));
      return null;
    }
  }

  private void keep(ByteBuffer content) {
    try {
      StateFile.replace(copy, content);
    } catch (IOException e) {
      log.warn("{} is not kept for the next start: {}", file, e.toString());
    }
  }

  /** What is proposed, else what is served. */
  GeoDatabase next() {
    return proposal != null ? proposal.database : served();
  }

  /** What is served; there is one once it was opened. */
  GeoDatabase served() {
    GeoDatabase database = served;
    if (database == null) {
      throw new IllegalStateException(file + " was not opened");
    }
    return database;
  }

  GeoLine line() {
    GeoDatabase database = served();
    return new GeoLine(
        file.toString(),
        database.info().type(),
        database.info().built(),
        database.info().networks(),
        fromCopy ? "copy" : trouble.isEmpty() ? "current" : "former",
        trouble);
  }
}
