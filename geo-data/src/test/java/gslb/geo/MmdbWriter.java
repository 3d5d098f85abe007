package gslb.geo;

import gslb.zones.Prefix;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Writes MaxMind DB files (format 2.0): the default database and every database of the tests, so
 * that none of others need be committed. Same calls, same bytes.
 */
final class MmdbWriter {
  private static final int EMPTY = 0; // as a child; the root is nobody's child

  /**
   * What stands in the metadata.
   *
   * @param type e.g. {@code GeoLite2-City}
   * @param ipVersion 4 or 6; a file of 6 holds IPv4 under {@code ::/96}
   * @param recordSize 24, 28 or 32 bits
   */
  record Header(String type, int ipVersion, int recordSize, Instant built, String description) {}

  private final Header header;
  private final Map<Map<String, ?>, Integer> records = new HashMap<>(); // data → number from 1
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private int[] offsets = new int[16]; // of record numbers, in the data section
  private int[] children = new int[1 << 10]; // node n: left at 2n, right at 2n+1; record r is -r
  private int nodes = 1;

  MmdbWriter(Header header) {
    this.header = header;
  }

  /** Networks inside others come after these. Equal data are written once. */
  MmdbWriter put(Prefix network, Map<String, ?> fields) {
    set(network, -records.computeIfAbsent(fields, this::append));
    return this;
  }

  /**
   * Points the networks of mapped IPv4, Teredo and 6to4 at the IPv4 tree, as MaxMind's own files
   * do. Comes after the last {@link #put}; some IPv4 network must be there.
   */
  MmdbWriter aliases() {
    int node = 0;
    for (int bit = 0; bit < 96; bit++) {
      node = children[2 * node];
    }
    set(new Prefix(true, 0, 0xffff_0000_0000L, 96), node);
    set(new Prefix(true, 0x2001_0000_0000_0000L, 0, 32), node);
    set(new Prefix(true, 0x2002_0000_0000_0000L, 0, 16), node);
    return this;
  }

  private void set(Prefix network, int child) {
    boolean inV6 = header.ipVersion == 6 && !network.v6();
    long high = inV6 ? 0 : network.high();
    long low = inV6 ? network.high() >>> 32 : network.low();
    int length = network.length() + (inV6 ? 96 : 0);
    int node = 0;
    for (int bit = 0; bit < length - 1; bit++) {
      node = descend(2 * node + bit(high, low, bit));
    }
    children[2 * node + bit(high, low, length - 1)] = child;
  }

  /** The node under that child; what had been a record or nothing is split into halves. */
  private int descend(int at) {
    if (children[at] <= 0) {
      int half = children[at];
      if (children.length <= 2 * nodes + 1) {
        children = Arrays.copyOf(children, children.length * 2);
      }
      children[2 * nodes] = half;
      children[2 * nodes + 1] = half;
      children[at] = nodes++;
    }
    return children[at];
  }

  private static int bit(long high, long low, int bit) {
    return (int) (bit < 64 ? high >>> (63 - bit) : low >>> (127 - bit)) & 1;
  }

  private int append(Map<String, ?> fields) {
    int number = records.size() + 1;
    offsets = number == offsets.length ? Arrays.copyOf(offsets, number * 2) : offsets;
    offsets[number] = data.size();
    encode(data, new TreeMap<>(fields));
    return number;
  }

  /** The whole file. Halves with equal records are merged first. */
  byte[] bytes() {
    merge(0);
    int[] places = new int[nodes]; // node → place in the file + 1
    List<Integer> order = new ArrayList<>();
    place(0, places, order);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int node : order) {
      writeNode(
          file,
          value(children[2 * node], places, order.size()),
          value(children[2 * node + 1], places, order.size()));
    }
    file.writeBytes(new byte[16]);
    file.writeBytes(data.toByteArray());
    file.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
    encode(file, metadata(order.size()));
    return file.toByteArray();
  }

  /** The node, or what both its halves are. */
  private int merge(int node) {
    for (int side = 0; side < 2; side++) {
      int below = children[2 * node + side];
      children[2 * node + side] = below <= 0 ? below : merge(below);
    }
    int left = children[2 * node];
    return node != 0 && left <= 0 && left == children[2 * node + 1] ? left : node;
  }

  private void place(int node, int[] places, List<Integer> order) {
    if (places[node] == 0) { // an alias comes by twice
      order.add(node);
      places[node] = order.size();
      for (int side = 0; side < 2; side++) {
        if (children[2 * node + side] > 0) {
          place(children[2 * node + side], places, order);
        }
      }
    }
  }

  private int value(int child, int[] places, int count) {
    return child == EMPTY ? count : child > 0 ? places[child] - 1 : count + 16 + offsets[-child];
  }

  private void writeNode(ByteArrayOutputStream file, int left, int right) {
    switch (header.recordSize) {
      case 24 -> {
        write(file, left, 3);
        write(file, right, 3);
      }
      case 28 -> {
        write(file, left, 3);
        file.write(left >>> 24 << 4 | right >>> 24);
        write(file, right, 3);
      }
      case 32 -> {
        write(file, left, 4);
        write(file, right, 4);
      }
      default -> throw new IllegalArgumentException("record size " + header.recordSize);
    }
  }

  private SequencedMap<String, Object> metadata(int nodeCount) {
    SequencedMap<String, Object> metadata = new TreeMap<>();
    metadata.put("binary_format_major_version", (short) 2);
    metadata.put("binary_format_minor_version", (short) 0);
    metadata.put("build_epoch", header.built.getEpochSecond());
    metadata.put("database_type", header.type);
    metadata.put("description", new TreeMap<>(Map.of("en", header.description)));
    metadata.put("ip_version", (short) header.ipVersion);
    metadata.put("languages", List.of("en"));
    metadata.put("node_count", nodeCount);
    metadata.put("record_size", (short) header.recordSize);
    return metadata;
  }

  /** Short, Integer and Long are unsigned numbers of 16, 32 and 64 bits. */
  private static void encode(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        control(out, 2, bytes.length);
        out.writeBytes(bytes);
      }
      case Double number -> {
        control(out, 3, 8);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
      }
      case Short number -> {
        control(out, 5, 2);
        write(out, number, 2);
      }
      case Integer number -> {
        control(out, 6, 4);
        write(out, number, 4);
      }
      case Long number -> {
        control(out, 9, 8);
        write(out, number, 8);
      }
      case Map<?, ?> map -> {
        control(out, 7, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          encode(out, entry.getKey());
          encode(
              out, entry.getValue() instanceof Map<?, ?> m ? new TreeMap<>(m) : entry.getValue());
        }
      }
      case List<?> list -> {
        control(out, 11, list.size());
        list.forEach(item -> encode(out, item));
      }
      default -> throw new IllegalArgumentException("no form for " + value);
    }
  }

  private static void control(ByteArrayOutputStream out, int type, int size) {
    int sizeBits = size < 29 ? size : size < 29 + 256 ? 29 : 30;
    out.write((type > 7 ? 0 : type << 5) | sizeBits);
    if (type > 7) {
      out.write(type - 7);
    }
    if (sizeBits == 29) {
      out.write(size - 29);
    } else if (sizeBits == 30) {
      write(out, size - 285L, 2);
    }
  }

  private static void write(ByteArrayOutputStream out, long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }
}
