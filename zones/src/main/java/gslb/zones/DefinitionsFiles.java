package gslb.zones;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import gslb.zones.yaml.YamlFile;
import gslb.zones.yaml.YamlMapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one definitions folder. One reading sees one content of each, or fails; what was
 * read gives the digest. Contents are not kept: those of a large folder would live as long as the
 * reading and be copied about by every collection meanwhile. Nothing outside the folder is read,
 * not through {@code ..} and not through a symbolic link.
 */
final class DefinitionsFiles {

  private final Path folder;
  private final Problems problems;

  /** By what was read, SHA-256, hexadecimal. */
  private final Map<Path, String> digests;

  /**
   * A folder's files.
   *
   * @param folder with its symbolic links resolved
   */
  DefinitionsFiles(Path folder, Problems problems) {
    this(folder, problems, new TreeMap<>());
  }

  private DefinitionsFiles(Path folder, Problems problems, Map<Path, String> digests) {
    this.folder = folder;
    this.problems = problems;
    this.digests = digests;
  }

  /** The same files, whose problems are told elsewhere. */
  DefinitionsFiles telling(Problems others) {
    return new DefinitionsFiles(folder, others, digests);
  }

  /** Files directly in a subfolder with that ending, in order; none if there is no subfolder. */
  List<Path> list(String subfolder, String ending) throws IOException {
    Path directory = folder.resolve(subfolder);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .sorted()
          .toList();
    }
  }

  boolean exists(Path name) {
    return Files.isRegularFile(folder.resolve(name));
  }

  /**
   * The file that is meant by what is written, relative to the folder.
   *
   * @param beside a file of the folder; names are relative to where it is
   * @return null after a problem was reported at {@code asked}
   */
  @Nullable Path named(Path beside, String written, Position asked) {
    try {
      return beside.resolveSibling(written).normalize();
    } catch (InvalidPathException e) {
      problems.error(asked, "'" + written + "' is no file name");
      return null;
    }
  }

  /**
   * A file's text.
   *
   * @param name relative to the folder
   * @param asked where the file is named; its problems are reported there
   * @return null after a problem was reported
   */
  @Nullable String text(Path name, Position asked) {
    try {
      byte[] content = content(name.normalize());
      return content == null
          ? outside(name, asked)
          : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (NoSuchFileException e) {
      problems.error(asked, "there is no file '" + name + "' in the definitions folder");
    } catch (CharacterCodingException e) {
      problems.error(asked, "the file '" + name + "' is not UTF-8");
    } catch (IOException e) {
      problems.error(asked, "the file '" + name + "' cannot be read: " + e);
    }
    return null;
  }

  /** The digest of a file's bytes; null if it cannot be read. */
  @Nullable String digest(Path name) {
    String known = digests.get(name);
    try {
      return known == null && content(name) == null ? null : digests.get(name);
    } catch (IOException e) {
      return null;
    }
  }

  /** A file's content; null if it is outside the folder. */
  private byte @Nullable [] content(Path name) throws IOException {
    if (name.isAbsolute() || name.startsWith("..")) {
      return null;
    }
    Path file = folder.resolve(name).toRealPath();
    if (!file.startsWith(folder)) {
      return null;
    }
    byte[] bytes = Files.readAllBytes(file);
    String digest = HexFormat.of().formatHex(sha256().digest(bytes));
    String before = digests.putIfAbsent(name, digest);
    if (before != null && !before.equals(digest)) {
      throw new IOException("it was changed while the folder was read");
    }
    return bytes;
  }

  private @Nullable String outside(Path name, Position asked) {
    problems.error(asked, "the file '" + name + "' is outside the definitions folder");
    return null;
  }

  /** The root of a YAML file, or null after a problem was reported. */
  @Nullable YamlMapping yaml(Path name) {
    String text = text(name, Position.startOf(name));
    return text == null ? null : YamlFile.parse(text, name, problems);
  }

  /** Warns of files that look like definitions but stand where no reader looks. */
  void warnOfUnread() throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(DefinitionsFiles::looksLikeDefinitions)
          .filter(name -> !digests.containsKey(name))
          .forEach(name ->
              problems.warning(
                  Position.startOf(name),
                  "nothing reads this file; expected datacenters.yaml, monitors.yaml,"
                      + " pools/*.yaml, maps/*.yaml, policies/*.yaml or zones/*.zone"));
    }
  }

  private static boolean looksLikeDefinitions(Path name) {
    for (Path part : name) {
      if (part.toString().startsWith(".")) { // editors' and deployment tools' own
        return false;
      }
    }
    String text = name.toString();
    return text.endsWith(".yaml") || text.endsWith(".yml") || text.endsWith(".zone");
  }

  /** Digests of everything read, by name. */
  Map<Path, String> digests() {
    return Map.copyOf(digests);
  }

  /** SHA-256 over names and contents of everything read, hexadecimal. */
  String digest() {
    MessageDigest digest = sha256();
    digests.forEach((name, content) ->
        digest.update((name + "\n" + content + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has SHA-256
    }
  }
}
