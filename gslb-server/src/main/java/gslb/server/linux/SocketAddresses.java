package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/**
 * {@code struct sockaddr_in} and {@code sockaddr_in6}: the family in the host's byte order, the
 * rest in the network's.
 *
 * <pre>
 *   0        2      4             8                        24        28
 *   | family | port | IPv4 address | zeros |
 *   | family | port | flow         | IPv6 address           | scope   |
 * </pre>
 */
final class SocketAddresses {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int LENGTH_V4 = 16;
  static final int LENGTH_V6 = 28;

  private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt HALF = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong WHOLE = JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int PORT_AT = 2;
  private static final int V4_AT = 4;
  private static final int V6_AT = 8;
  private static final int SCOPE_AT = 24;

  /** The upper half of the lower 64 bits of {@code ::ffff:192.0.2.1} (RFC 4291 §2.5.5.2). */
  private static final int MAPPED = 0xffff;

  private SocketAddresses() {}

  static MemorySegment allocate(SegmentAllocator memory, InetSocketAddress address) {
    InetAddress host = address.getAddress();
    byte[] bytes = host.getAddress();
    boolean v6 = host instanceof Inet6Address;
    MemorySegment name = memory.allocate(v6 ? LENGTH_V6 : LENGTH_V4, Long.BYTES);
    name.set(JAVA_SHORT, 0, (short) (v6 ? AF_INET6 : AF_INET));
    name.set(PORT, PORT_AT, (short) address.getPort());
    MemorySegment.copy(bytes, 0, name, JAVA_BYTE, v6 ? V6_AT : V4_AT, bytes.length);
    if (host instanceof Inet6Address six) {
      name.set(JAVA_INT, SCOPE_AT, six.getScopeId());
    }
    return name;
  }

  static InetSocketAddress read(MemorySegment name) throws IOException {
    boolean v6 = name.get(JAVA_SHORT, 0) == AF_INET6;
    byte[] bytes = new byte[v6 ? 16 : 4];
    MemorySegment.copy(name, JAVA_BYTE, v6 ? V6_AT : V4_AT, bytes, 0, bytes.length);
    return new InetSocketAddress(InetAddress.getByAddress(bytes), port(name, 0));
  }

  static int port(MemorySegment memory, long name) {
    return memory.get(PORT, name + PORT_AT) & 0xffff;
  }

  /** Whether it is a client's own IPv6 address, not one that stands for an IPv4 address. */
  static boolean isV6(MemorySegment memory, long name) {
    return memory.get(JAVA_SHORT, name) == AF_INET6
        && !(memory.get(WHOLE, name + V6_AT) == 0
            && memory.get(HALF, name + V6_AT + Long.BYTES) == MAPPED);
  }

  /** An IPv6 address' upper half, or an IPv4 address above 32 zero bits. */
  static long high(MemorySegment memory, long name) {
    if (isV6(memory, name)) {
      return memory.get(WHOLE, name + V6_AT);
    }
    boolean mapped = memory.get(JAVA_SHORT, name) == AF_INET6;
    return (long) memory.get(HALF, name + (mapped ? V6_AT + 12 : V4_AT)) << 32;
  }

  /** An IPv6 address' lower half; 0 for IPv4. */
  static long low(MemorySegment memory, long name) {
    return isV6(memory, name) ? memory.get(WHOLE, name + V6_AT + Long.BYTES) : 0;
  }
}
