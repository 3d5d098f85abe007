package gslb.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the system tells of a file without reading it, links followed: another stamp, another file
 * or other bytes. Where the system has it the time of the last change of anything is in it, so that
 * a change under a kept modification time, or of the permissions alone, is seen too.
 *
 * @param text equal for files that were not touched in between
 */
record FileStamp(String text) {
  /** There is no such file, or nobody may look. */
  static final FileStamp NONE = new FileStamp("");

  static FileStamp of(Path file) {
    try {
      return new FileStamp(attributes(file).toString());
    } catch (IOException e) {
      return NONE;
    }
  }

  private static Map<String, Object> attributes(Path file) throws IOException {
    String common = "size,lastModifiedTime,fileKey";
    try {
      // In a fixed order: a map of its own names each attribute.
      return new TreeMap<>(Files.readAttributes(file, "unix:" + common + ",ctime,mode"));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return new TreeMap<>(Files.readAttributes(file, common));
    }
  }
}
