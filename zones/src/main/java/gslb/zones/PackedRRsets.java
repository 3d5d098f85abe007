package gslb.zones;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The RRsets of a zone as bytes, by owner in canonical order (RFC 4034 §6.1). They are looked at
 * once in a while and held for as long as the zone is served: as objects a million records would
 * take a quarter of a gigabyte.
 *
 * <pre>
 *  RRset:  owner's labels left of the origin, 0 | type (2) | TTL (4) | records (2) | signatures (2) | both
 *  record: length (2) | data, names uncompressed
 * </pre>
 */
final class PackedRRsets extends AbstractList<RRset> implements RandomAccess {
  private final Name origin;
  private final byte[] bytes;
  private final int[] starts;
  private final int[] types; // that there are, in order

  /** RRsets that stand in a row. */
  record Row(int first, int end) {}

  private PackedRRsets(Name origin, byte[] bytes, int[] starts, int[] types) {
    this.origin = origin;
    this.bytes = bytes;
    this.starts = starts;
    this.types = types;
  }

  /**
   * Packs RRsets.
   *
   * @param rrsets in any order, their owners at or below the origin
   */
  static PackedRRsets of(Name origin, List<RRset> rrsets) {
    List<RRset> sorted = new ArrayList<>(rrsets);
    sorted.sort(Comparator.comparing(RRset::getName));
    ByteArrayOutputStream out = new ByteArrayOutputStream(32 * sorted.size());
    int[] starts = new int[sorted.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = out.size();
      write(out, sorted.get(i), origin);
    }
    int[] types = sorted.stream().mapToInt(RRset::getType).sorted().distinct().toArray();
    return new PackedRRsets(origin, out.toByteArray(), starts, types);
  }

  private static void write(ByteArrayOutputStream out, RRset rrset, Name origin) {
    byte[] owner = rrset.getName().toWire();
    out.write(owner, 0, owner.length - origin.length());
    out.write(0);
    writeU16(out, rrset.getType());
    writeU16(out, (int) (rrset.getTTL() >>> 16));
    writeU16(out, (int) rrset.getTTL());
    writeU16(out, rrset.size());
    writeU16(out, rrset.sigSize());
    rrset.rrs(false).forEach(record -> write(out, record));
    rrset.sigs().forEach(record -> write(out, record));
  }

  private static void write(ByteArrayOutputStream out, Record record) {
    byte[] wire = record.toWire(Section.ANSWER);
    int length = record.getName().length() + 8; // owner, type, class, TTL; then length and data
    out.write(wire, length, wire.length - length);
  }

  private static void writeU16(ByteArrayOutputStream out, int value) {
    out.write(value >>> 8);
    out.write(value);
  }

  @Override
  public int size() {
    return starts.length;
  }

  @Override
  public RRset get(int index) {
    Name owner = owner(index);
    ByteBuffer in = afterOwner(index);
    int type = Short.toUnsignedInt(in.getShort());
    long ttl = Integer.toUnsignedLong(in.getInt());
    int records = Short.toUnsignedInt(in.getShort());
    int signatures = Short.toUnsignedInt(in.getShort());
    RRset rrset = new RRset();
    for (int i = 0; i < records + signatures; i++) {
      byte[] data = new byte[Short.toUnsignedInt(in.getShort())];
      in.get(data);
      int recordType = i < records ? type : Type.RRSIG;
      rrset.addRR(Record.newRecord(owner, recordType, DClass.IN, ttl, data));
    }
    return rrset;
  }

  /** The type of an RRset, without the rest of it. */
  int type(int index) {
    return Short.toUnsignedInt(afterOwner(index).getShort());
  }

  /** The owner of an RRset. */
  Name owner(int index) {
    int start = starts[index];
    int labels = afterLabels(start) - start;
    byte[] wire = Arrays.copyOfRange(bytes, start, start + labels + origin.length());
    System.arraycopy(origin.toWire(), 0, wire, labels, origin.length());
    try {
      return new Name(wire);
    } catch (IOException e) {
      throw new AssertionError(e); // these bytes were a name when they were packed
    }
  }

  /** Whether there is an RRset of the type. */
  boolean has(int type) {
    return Arrays.binarySearch(types, type) >= 0;
  }

  /** The RRsets of an owner; an empty row stands where they would. */
  Row of(Name owner) {
    byte[] wire = owner.toWire();
    int labels = owner.subdomain(origin) ? owner.labels() - origin.labels() : -1;
    int from = 0;
    int to = starts.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (compare(middle, owner, wire, labels) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    int end = from;
    while (end < starts.length && compare(end, owner, wire, labels) == 0) {
      end++;
    }
    return new Row(from, end);
  }

  /**
   * How an RRset's owner compares with a name, in canonical order; makes no object where it can.
   *
   * @param wire of the name
   * @param labels of the name, left of the origin; negative = it does not lie there
   */
  private int compare(int index, Name name, byte[] wire, int labels) {
    if (labels < 0) {
      return owner(index).compareTo(name);
    }
    int start = starts[index];
    int count = 0;
    for (int at = start; bytes[at] != 0; at += 1 + bytes[at]) {
      count++;
    }
    for (int i = 1; i <= Math.min(count, labels); i++) {
      int order =
          compareLabels(bytes, label(bytes, start, count - i), wire, label(wire, 0, labels - i));
      if (order != 0) {
        return order;
      }
    }
    return count - labels;
  }

  private static int label(byte[] name, int start, int skipped) {
    int at = start;
    for (int i = 0; i < skipped; i++) {
      at += 1 + name[at];
    }
    return at;
  }

  private static int compareLabels(byte[] a, int aAt, byte[] b, int bAt) {
    for (int i = 1; i <= Math.min(a[aAt], b[bAt]); i++) {
      int order = lowerCase(a[aAt + i]) - lowerCase(b[bAt + i]);
      if (order != 0) {
        return order;
      }
    }
    return a[aAt] - b[bAt];
  }

  private static int lowerCase(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter & 0xFF;
  }

  private ByteBuffer afterOwner(int index) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return in.position(afterLabels(starts[index]) + 1);
  }

  private int afterLabels(int start) {
    int at = start;
    while (bytes[at] != 0) {
      at += 1 + bytes[at];
    }
    return at;
  }
}
