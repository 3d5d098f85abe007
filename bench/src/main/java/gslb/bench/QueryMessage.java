package gslb.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Queries as resolvers send them. */
final class QueryMessage {
  private static final int A = 1;
  private static final int IN = 1;
  private static final int OPT = 41;
  private static final int CLIENT_SUBNET = 8;
  private static final int RECURSION_DESIRED = 0x0100;

  private final ByteBuffer bytes = ByteBuffer.allocate(512);

  private QueryMessage(String name) {
    bytes.putShort((short) 0x1234).putShort((short) RECURSION_DESIRED);
    bytes.putShort((short) 1).putInt(0).putShort((short) 0);
    for (String label : List.of(name.split("\\.", -1))) {
      bytes.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    bytes.put((byte) 0).putShort((short) A).putShort((short) IN);
  }

  /** For an address, without EDNS. */
  static byte[] plain(String name) {
    return new QueryMessage(name).message();
  }

  /** The same with an empty OPT record. */
  static byte[] edns(String name) {
    return new QueryMessage(name).opt(0).message();
  }

  /** The same with a client subnet of 24 bits. */
  static byte[] subnet(String name, int network) {
    QueryMessage query = new QueryMessage(name).opt(11);
    query.bytes.putShort((short) CLIENT_SUBNET).putShort((short) 7);
    query.bytes.putShort((short) 1).put((byte) 24).put((byte) 0);
    query.bytes.put((byte) (network >> 16)).putShort((short) network);
    return query.message();
  }

  private QueryMessage opt(int length) {
    bytes.putShort(10, (short) 1);
    bytes.put((byte) 0).putShort((short) OPT).putShort((short) 1232).putInt(0);
    bytes.putShort((short) length);
    return this;
  }

  private byte[] message() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
