package gslb.server.update;

import gslb.geo.Acceptance;
import gslb.geo.GeoDatabase;
import gslb.geo.GeoDatabaseException;
import gslb.server.state.StateFile;
import gslb.server.update.Hosts.Downloaded;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what a rule names. A database takes its place by a rename, whole and checked, or not at
 * all; a server that watches the file does the rest.
 */
public final class GeoUpdate {
  private static final int TRIES = 4;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String NO_MD5 = "0".repeat(32); // what geoipupdate sends without a file

  /** What came of a source. */
  public sealed interface Outcome {
    /** What is there is what the host has. */
    record Unchanged() implements Outcome {}

    /** A new one is in its place. */
    record Updated(String what) implements Outcome {}

    /** Another update of the same folder runs: nothing was done. */
    record Busy() implements Outcome {}

    /** What was there before still is. */
    record Failed(String why) implements Outcome {}
  }

  /** Told what goes on, to show it. */
  public interface Listener {
    /** So many bytes are here; all is -1 where the host does not say. */
    void progress(Source source, long bytes, long all);

    /** It failed and will be tried again. */
    void retry(Source source, String why, Duration wait);
  }

  /** How waiting is done: a test does not. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final UpdateRule rule;
  private final Acceptance acceptance;
  private final Listener listener;
  private final Pause pause;
  private final Duration patience;

  /**
   * Nothing is asked yet.
   *
   * @param acceptance what a new database must be beside the one before
   */
  public GeoUpdate(UpdateRule rule, Acceptance acceptance, Listener listener) {
    this(rule, acceptance, listener, Thread::sleep, PATIENCE);
  }

  GeoUpdate(
      UpdateRule rule, Acceptance acceptance, Listener listener, Pause pause, Duration patience) {
    this.rule = rule;
    this.acceptance = acceptance;
    this.listener = listener;
    this.pause = pause;
    this.patience = patience;
  }

  /** Fetches one, if there is a new one; tries again, for a bounded time, what may pass. */
  public Outcome fetch(Source source) throws InterruptedException {
    Path folder = Objects.requireNonNull(source.file().toAbsolutePath().getParent());
    try {
      Files.createDirectories(folder);
      Path lock = folder.resolve(".gslb-geo-update.lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.tryLock()) {
        return held == null ? new Outcome.Busy() : tried(source);
      }
    } catch (OverlappingFileLockException e) { // within this process
      return new Outcome.Busy();
    } catch (IOException e) {
      return new Outcome.Failed("cannot write to " + folder + ": " + e.getMessage());
    }
  }

  private Outcome tried(Source source) throws InterruptedException {
    Duration wait = FIRST_WAIT;
    for (int left = TRIES - 1; ; left--) {
      try {
        return once(source);
      } catch (UpdateException e) {
        Duration next = e.after().compareTo(wait) > 0 ? e.after() : wait;
        String why = String.valueOf(e.getMessage());
        if (left == 0 || !e.isPassing() || next.compareTo(LONGEST_WAIT) > 0) {
          return new Outcome.Failed(why);
        }
        listener.retry(source, why, next);
        pause.of(next);
        wait = wait.multipliedBy(3);
      }
    }
  }

  private Outcome once(Source source) throws UpdateException {
    Path part = source.file().resolveSibling("." + source.file().getFileName() + ".part");
    byte[] present = present(source.file());
    try {
      Hosts hosts = new Hosts(Authorities.trusted(rule.authorities()), patience);
      return switch (source) {
        case Source.Edition edition ->
            rule.protocol() == UpdateRule.Protocol.DOWNLOAD
                ? download(
                    hosts,
                    edition,
                    vendor(edition, "/download?suffix=tar.gz"),
                    vendor(edition, "/download?suffix=tar.gz.sha256"),
                    authorization(),
                    present,
                    part)
                : update(hosts, edition, present, part);
        case Source.Address address ->
            download(hosts, address, address.url(), address.sha256(), null, present, part);
      };
    } finally {
      discard(part);
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The next update writes over it.
      part.toFile().deleteOnExit();
    }
  }

  private URI vendor(Source.Edition edition, String path) {
    String escaped = URLEncoder.encode(edition.edition(), StandardCharsets.UTF_8);
    return rule.vendor().resolve("/geoip/databases/" + escaped + path);
  }

  private String authorization() throws UpdateException {
    UpdateRule.Account account = rule.account();
    if (account == null) {
      throw UpdateException.lasting("an account id and a licence key are missing");
    }
    return LicenceKey.read(account.keyFile()).authorization(account.id());
  }

  /** A checksum, where somebody tells it, is asked for first: it is small and says it all. */
  private Outcome download(
      Hosts hosts,
      Source source,
      URI url,
      @Nullable URI checksum,
      @Nullable String authorization,
      byte[] present,
      Path part)
      throws UpdateException {
    Receipt receipt = Receipt.of(source.file(), url.toString(), digest(present, "SHA-256"));
    String expected = "";
    if (checksum != null) {
      expected = sha256(hosts.text(Request.of(checksum, authorization)), checksum);
      if (expected.equals(receipt.archive())) {
        return new Outcome.Unchanged();
      }
    }
    Request request = Request.of(url, authorization);
    Optional<Downloaded> got =
        hosts.download(
            checksum == null ? request.unless(receipt) : request,
            part,
            (bytes, all) -> listener.progress(source, bytes, all));
    if (got.isEmpty()) {
      return new Outcome.Unchanged();
    }
    Downloaded downloaded = got.get();
    if (!expected.isEmpty() && !expected.equals(downloaded.sha256())) {
      throw UpdateException.passing(
          "what was downloaded has another SHA-256 than announced", Duration.ZERO);
    }
    return place(source, url, downloaded, Unpacked.read(part), present);
  }

  private static String sha256(String text, URI from) throws UpdateException {
    String word = text.strip().split("\\s", 2)[0];
    if (!SHA256.matcher(word).matches()) {
      throw UpdateException.lasting(Request.host(from) + " sends no SHA-256 where one is expected");
    }
    return word.toLowerCase(Locale.ROOT);
  }

  /** The form before: the host compares checksums, and sends the one of what it sends along. */
  private Outcome update(Hosts hosts, Source.Edition edition, byte[] present, Path part)
      throws UpdateException {
    String md5 = present.length == 0 ? NO_MD5 : digest(present, "MD5");
    URI url = vendor(edition, "/update?db_md5=" + md5);
    Optional<Downloaded> got =
        hosts.download(
            Request.of(url, authorization()),
            part,
            (bytes, all) -> listener.progress(edition, bytes, all));
    if (got.isEmpty()) {
      return new Outcome.Unchanged();
    }
    Downloaded downloaded = got.get();
    byte[] content = Unpacked.read(part);
    if (!downloaded.md5().equalsIgnoreCase(digest(content, "MD5"))) {
      throw UpdateException.passing(
          downloaded.md5().isEmpty()
              ? "no X-Database-MD5 came along: is this a mirror of geoipupdate's?"
              : "what was downloaded has another MD5 than announced",
          Duration.ZERO);
    }
    return place(edition, url, downloaded, content, present);
  }

  private Outcome place(
      Source source, URI url, Downloaded downloaded, byte[] content, byte[] present)
      throws UpdateException {
    String name = String.valueOf(source.file().getFileName());
    GeoDatabase fresh;
    try {
      fresh = GeoDatabase.read(name, content);
    } catch (GeoDatabaseException e) {
      throw UpdateException.lasting("what was downloaded is of no use: " + e.getMessage());
    }
    String refusal = acceptance.refusal(before(name, present), fresh);
    if (refusal != null) {
      throw UpdateException.lasting("what was downloaded is refused: " + refusal);
    }
    try {
      StateFile.replace(source.file(), ByteBuffer.wrap(content));
      new Receipt(
              url.toString(),
              fresh.digest(),
              downloaded.sha256(),
              downloaded.etag(),
              downloaded.modified())
          .write(source.file());
    } catch (IOException e) {
      throw UpdateException.lasting("cannot write " + source.file() + ": " + e.getMessage());
    }
    return new Outcome.Updated(
        "%s of %s, %d networks"
            .formatted(fresh.info().type(), fresh.info().built(), fresh.info().networks()));
  }

  /** A broken one sets no standard. */
  private static @Nullable GeoDatabase before(String name, byte[] present) {
    try {
      return present.length == 0 ? null : GeoDatabase.read(name, present);
    } catch (GeoDatabaseException e) {
      return null;
    }
  }

  /** What lies there; empty = nothing. */
  private static byte[] present(Path file) throws UpdateException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    } catch (IOException e) {
      throw UpdateException.lasting("cannot read " + file + ": " + e.getMessage());
    }
  }

  private static String digest(byte[] content, String algorithm) {
    try {
      return content.length == 0
          ? ""
          : HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has both
    }
  }
}
