package gslb.server.update;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The database in what was downloaded: the file itself, or in gzip, or the one {@code .mmdb} in a
 * tar (POSIX ustar), in gzip or not. Which it is shows in its first bytes.
 *
 * <pre>
 *  gzip   1f 8b …
 *  tar    name 0..99 | … | size 124..135, octal | … | kind 156 | "ustar" 257..261 | …   512 bytes,
 *         then the file's bytes, filled up to a multiple of 512; a name of zeros ends it
 * </pre>
 */
final class Unpacked {
  private static final int BLOCK = 512;

  private Unpacked() {}

  /**
   * All of the database.
   *
   * @throws UpdateException there is none, or more than memory can hold
   */
  static byte[] read(Path file) throws UpdateException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream in = starts(raw, 0, 0x1f, 0x8b) ? unzipped(raw) : raw) {
      byte[] content = starts(in, 257, 'u', 's', 't', 'a', 'r') ? fromTar(in) : all(in);
      if (content.length == 0) {
        throw UpdateException.lasting("what was downloaded is empty");
      }
      return content;
    } catch (IOException e) {
      throw UpdateException.lasting("what was downloaded cannot be unpacked: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      throw UpdateException.lasting("what was downloaded is larger than the memory there is");
    }
  }

  private static InputStream unzipped(InputStream in) throws IOException {
    return new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
  }

  private static boolean starts(InputStream in, int offset, int... bytes) throws IOException {
    in.mark(offset + bytes.length);
    byte[] head = in.readNBytes(offset + bytes.length);
    in.reset();
    boolean same = head.length == offset + bytes.length;
    for (int i = 0; same && i < bytes.length; i++) {
      same = (head[offset + i] & 0xff) == bytes[i];
    }
    return same;
  }

  private static byte[] all(InputStream in) throws IOException, UpdateException {
    byte[] content = in.readNBytes((int) Hosts.FILE_LIMIT);
    if (in.read() >= 0) {
      throw UpdateException.lasting("what was downloaded is larger than 2 GiB");
    }
    return content;
  }

  private static byte[] fromTar(InputStream in) throws IOException, UpdateException {
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        throw UpdateException.lasting("there is no .mmdb in the archive that was downloaded");
      }
      long size = size(header);
      boolean regular = header[156] == '0' || header[156] == 0;
      if (regular && name(header).endsWith(".mmdb")) {
        if (size > Hosts.FILE_LIMIT) {
          throw UpdateException.lasting("what was downloaded is larger than 2 GiB");
        }
        byte[] content = in.readNBytes((int) size);
        if (content.length < size) {
          throw new EOFException("the archive ends within " + name(header));
        }
        return content;
      }
      in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
    }
  }

  private static String name(byte[] header) {
    int length = 0;
    while (length < 100 && header[length] != 0) {
      length++;
    }
    return new String(header, 0, length, StandardCharsets.UTF_8);
  }

  private static long size(byte[] header) throws IOException {
    long size = 0;
    for (int i = 124; i < 136 && header[i] != 0 && header[i] != ' '; i++) {
      if (header[i] < '0' || header[i] > '7') {
        throw new IOException("a size in the archive is no octal number");
      }
      size = size * 8 + header[i] - '0';
    }
    return size;
  }
}
