package gslb.server.generation;

import gslb.server.state.KeptFile;
import gslb.server.state.StateTroubles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last generations with their files, one sealed file each: a zip whose first entry says what
 * the generation is. What cannot be written or is damaged costs that generation's copy and nothing
 * else.
 *
 * <p>Copies are made on the executor, so that a large folder holds up nobody. All else is for the
 * control thread, but {@link #list}, which is for any.
 */
public final class GenerationStore {

  /** So many are kept, the one served among them. */
  public static final int KEPT = 10;

  private static final Logger log = LoggerFactory.getLogger(GenerationStore.class);
  private static final String ABOUT = ".generation";
  private static final Pattern FILE = Pattern.compile("(\\d{1,18})\\.state");

  private final Path folder;
  private final StateTroubles troubles;
  private final Executor copying;
  private volatile List<Generation> kept;

  /**
   * A store in {@code generations/} of the state folder. Reads what each kept one is.
   *
   * @param state its folder is made when it is needed
   * @param copying runs one after the other
   */
  public GenerationStore(Path state, StateTroubles troubles, Executor copying) {
    this.folder = state.resolve("generations");
    this.troubles = troubles;
    this.copying = copying;
    this.kept = find();
  }

  /** What is kept, the newest first: unchanging. */
  public List<Generation> list() {
    return kept;
  }

  /** The newest; null = none is kept. */
  public @Nullable Generation latest() {
    return kept.isEmpty() ? null : kept.getFirst();
  }

  /** The one with that number; null = it is not kept. */
  public @Nullable Generation get(long number) {
    return kept.stream().filter(one -> one.number() == number).findFirst().orElse(null);
  }

  /**
   * Keeps a generation, and forgets the oldest beyond {@value #KEPT}. Soon, on the executor.
   *
   * @param definitions where its files are
   * @param files what was read of them: digests by relative path. One that says something else by
   *     now is not part of the generation, which is then not kept
   */
  public void keep(Generation generation, Path definitions, Map<Path, String> files) {
    Map<Path, String> read = new TreeMap<>(files);
    copying.execute(() -> copy(generation, definitions, read));
  }

  private void copy(Generation generation, Path definitions, Map<Path, String> files) {
    KeptFile file = file(generation.number());
    try {
      if (file.keep(zip(generation, definitions, files))) {
        List<Generation> now = new ArrayList<>(kept);
        now.removeIf(one -> one.number() == generation.number());
        now.add(generation);
        now.sort(Comparator.comparingLong(Generation::number).reversed());
        kept = List.copyOf(now.subList(0, Math.min(KEPT, now.size())));
        for (Generation old : now.subList(kept.size(), now.size())) {
          Files.deleteIfExists(file(old.number()).path());
        }
      }
    } catch (IOException e) {
      log.warn("generation {} is not kept whole: {}", generation.number(), e.toString());
    } catch (RuntimeException e) {
      log.error("generation {} is not kept", generation.number(), e);
    }
  }

  private static byte[] zip(Generation generation, Path definitions, Map<Path, String> files)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(ABOUT));
      zip.write(generation.print().getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<Path, String> file : files.entrySet()) {
        byte[] content = Files.readAllBytes(definitions.resolve(file.getKey()));
        if (!digest(content).equals(file.getValue())) {
          throw new IOException(file.getKey() + " was changed after it was read");
        }
        zip.putNextEntry(new ZipEntry(file.getKey().toString()));
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }

  /**
   * The files of a kept generation as a folder, until the next call.
   *
   * @return null if the copy is damaged or there is nowhere to put its files, which is told
   */
  public @Nullable Path unpack(Generation generation) {
    KeptFile file = file(generation.number());
    byte[] zip = file.read();
    if (zip == null) {
      return null;
    }
    Path unpacked = folder.resolve("unpacked");
    try {
      return unpack(zip, unpacked);
    } catch (IOException full) {
      log.warn("{} cannot be written ({}), trying elsewhere", unpacked, full.toString());
    }
    try {
      Path elsewhere = Files.createTempDirectory("gslb-generation");
      return unpack(zip, elsewhere);
    } catch (IOException e) {
      file.refuse("its files cannot be put anywhere: " + e);
      return null;
    }
  }

  private static Path unpack(byte[] content, Path unpacked) throws IOException {
    clear(unpacked);
    Files.createDirectories(unpacked);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = unpacked.resolve(entry.getName()).normalize();
        if (!file.startsWith(unpacked)) {
          throw new IOException("a file outside the folder: " + entry.getName());
        }
        if (!entry.getName().equals(ABOUT)) {
          Files.createDirectories(file.getParent());
          Files.write(file, zip.readAllBytes());
        }
      }
    }
    return unpacked;
  }

  private static void clear(Path unpacked) throws IOException {
    if (!Files.isDirectory(unpacked)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(unpacked)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private List<Generation> find() {
    List<Generation> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.toList()) {
        Matcher name = FILE.matcher(path.getFileName().toString());
        if (name.matches()) {
          Generation generation = about(Long.parseLong(name.group(1)));
          if (generation != null) {
            found.add(generation);
          }
        }
      }
    } catch (IOException e) {
      troubles.unusable(folder, e.toString());
      log.warn("{}: earlier generations are not known: {}", folder, e.toString());
    }
    found.sort(Comparator.comparingLong(Generation::number).reversed());
    return List.copyOf(found);
  }

  private @Nullable Generation about(long number) {
    KeptFile file = file(number);
    byte[] content = file.read();
    if (content == null) {
      return null;
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      ZipEntry first = zip.getNextEntry();
      if (first == null || !first.getName().equals(ABOUT)) {
        throw new IOException("it is not what this version writes");
      }
      Generation generation =
          Generation.parse(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      if (generation.number() != number) {
        throw new IOException("it is generation " + generation.number());
      }
      return generation;
    } catch (IOException e) {
      file.refuse(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private KeptFile file(long number) {
    return new KeptFile(folder.resolve(number + ".state"), "the files of a generation", troubles);
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has SHA-256
    }
  }
}
