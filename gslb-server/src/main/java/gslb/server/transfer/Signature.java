package gslb.server.transfer;

import gslb.server.wire.Bytes;
import gslb.server.wire.Glance;
import gslb.server.wire.RecordType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * A TSIG record (RFC 8945 §4.2).
 *
 * <pre>
 *  key name | TYPE 250 | CLASS ANY | TTL 0 | RDLENGTH |
 *  algorithm name | time signed (6) | fudge (2) | MAC size (2) | MAC |
 *  original ID (2) | error (2) | other size (2) | other |
 * </pre>
 *
 * @param time seconds since 1970, 48 bits
 * @param fudge seconds that the clocks may be apart, 0..65535
 * @param id the message's id when it was signed
 * @param other the server's time where the error is BADTIME
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
record Signature(
    Name key, Name algorithm, long time, int fudge, byte[] mac, int id, int error, byte[] other) {
  private static final int CLASS_ANY = 255;
  private static final int MAX_POINTERS = 32;

  /** The record at {@code at}, which ends the message; null if it is malformed. */
  static @Nullable Signature read(byte[] message, int at, int length) {
    int fixed = Glance.afterName(message, length, at);
    Name key = name(message, at, length);
    if (key == null || fixed < 0 || Bytes.u16(message, fixed + 2) != CLASS_ANY) {
      return null;
    }
    int rdata = fixed + 10;
    int numbers = Glance.afterName(message, length, rdata);
    Name algorithm = name(message, rdata, length);
    if (algorithm == null || numbers < 0) {
      return null;
    }
    ByteBuffer data = ByteBuffer.wrap(message, numbers, length - numbers);
    if (data.remaining() < 10) {
      return null;
    }
    long time = (data.getShort() & 0xFFFFL) << 32 | (data.getInt() & 0xFFFFFFFFL);
    int fudge = data.getShort() & 0xFFFF;
    byte[] mac = counted(data);
    if (mac == null || data.remaining() < 6) {
      return null;
    }
    int id = data.getShort() & 0xFFFF;
    int error = data.getShort() & 0xFFFF;
    byte[] other = counted(data);
    return other == null || data.hasRemaining()
        ? null
        : new Signature(key, algorithm, time, fudge, mac, id, error, other);
  }

  private static byte @Nullable [] counted(ByteBuffer data) {
    int size = data.getShort() & 0xFFFF;
    if (data.remaining() < size) {
      return null;
    }
    byte[] bytes = new byte[size];
    data.get(bytes);
    return bytes;
  }

  /** A name that other names of the message may have lent their ends to. */
  private static @Nullable Name name(byte[] message, int start, int length) {
    byte[] name = new byte[255];
    int to = 0;
    int at = start;
    for (int pointers = 0; pointers < MAX_POINTERS; ) {
      if (at >= length) {
        return null;
      }
      int label = message[at] & 0xFF;
      if (label >= 0xC0 && at + 1 < length) {
        at = (label & 0x3F) << 8 | (message[at + 1] & 0xFF);
        pointers++;
      } else if (label > 63 || at + 1 + label > length || to + 1 + label > name.length) {
        return null;
      } else {
        System.arraycopy(message, at, name, to, 1 + label);
        to += 1 + label;
        at += 1 + label;
        if (label == 0) {
          return Names.of(Arrays.copyOf(name, to));
        }
      }
    }
    return null;
  }

  /** Appends the record to a message and counts it; returns the message's new length. */
  int append(byte[] message, int length) {
    byte[] owner = key.toWireCanonical();
    byte[] algorithmName = algorithm.toWireCanonical();
    ByteBuffer out = ByteBuffer.wrap(message, length, message.length - length);
    out.put(owner);
    out.putShort((short) RecordType.TSIG).putShort((short) CLASS_ANY).putInt(0);
    out.putShort((short) (algorithmName.length + 16 + mac.length + other.length));
    out.put(algorithmName);
    out.putShort((short) (time >>> 32)).putInt((int) time).putShort((short) fudge);
    out.putShort((short) mac.length).put(mac);
    out.putShort((short) id).putShort((short) error);
    out.putShort((short) other.length).put(other);
    Bytes.putU16(message, 10, Bytes.u16(message, 10) + 1);
    return out.position();
  }

  /** The variables that are signed with a message (RFC 8945 §4.3.3). */
  byte[] variables() {
    byte[] owner = key.toWireCanonical();
    byte[] algorithmName = algorithm.toWireCanonical();
    ByteBuffer out =
        ByteBuffer.allocate(owner.length + 6 + algorithmName.length + 12 + other.length);
    out.put(owner).putShort((short) CLASS_ANY).putInt(0).put(algorithmName);
    out.put(timers());
    out.putShort((short) error).putShort((short) other.length).put(other);
    return out.array();
  }

  /** Those signed with each message but the first (RFC 8945 §5.3.1). */
  byte[] timers() {
    ByteBuffer out = ByteBuffer.allocate(8);
    out.putShort((short) (time >>> 32)).putInt((int) time).putShort((short) fudge);
    return out.array();
  }
}
