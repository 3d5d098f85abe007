package gslb.health.probe;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * The two messages of {@code grpc.health.v1.Health/Check} as bytes.
 *
 * <pre>
 *   0            1        5
 *  +------------+--------+---------+
 *  | compressed | length | message |   request:  0x0A length service   (field 1, string)
 *  | 0          | 4      |         |   response: 0x08 status           (field 1, enum)
 *  +------------+--------+---------+
 * </pre>
 */
final class GrpcHealth {

  static final String PATH = "/grpc.health.v1.Health/Check";

  private static final int PREFIX_BYTES = 5;
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final String[] CODES = {
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED"
  };

  /** What an answer says. */
  enum Serving {
    UNKNOWN,
    SERVING,
    NOT_SERVING,
    SERVICE_UNKNOWN,
    /** It is no answer. */
    MALFORMED
  }

  private GrpcHealth() {}

  /** A framed HealthCheckRequest; protobuf leaves an empty name out. */
  static Buffer question(String service) {
    byte[] name = service.getBytes(StandardCharsets.UTF_8);
    Buffer message = Buffer.buffer();
    if (name.length > 0) {
      message.appendByte((byte) 0x0A);
      int length = name.length;
      while (length > 0x7F) {
        message.appendByte((byte) ((length & 0x7F) | 0x80));
        length >>>= 7;
      }
      message.appendByte((byte) length).appendBytes(name);
    }
    return Buffer.buffer().appendByte((byte) 0).appendInt(message.length()).appendBuffer(message);
  }

  /** What a framed HealthCheckResponse says; any bytes are some answer. */
  static Serving answer(Buffer framed) {
    if (framed.length() < PREFIX_BYTES
        || framed.getByte(0) != 0
        || framed.getInt(1) != framed.length() - PREFIX_BYTES) {
      return Serving.MALFORMED;
    }
    try {
      return status(framed);
    } catch (IndexOutOfBoundsException e) {
      return Serving.MALFORMED;
    }
  }

  /** The last of several fields 1 counts, and others are passed over, as protobuf wants it. */
  private static Serving status(Buffer framed) {
    long status = 0;
    int[] at = {PREFIX_BYTES};
    while (at[0] < framed.length()) {
      long tag = varint(framed, at);
      switch ((int) (tag & 7)) {
        case VARINT -> {
          long value = varint(framed, at);
          status = tag >>> 3 == 1 ? value : status;
        }
        case FIXED_64 -> at[0] += 8;
        case FIXED_32 -> at[0] += 4;
        case BYTES -> {
          long length = varint(framed, at);
          if (length < 0 || length > framed.length() - at[0]) {
            return Serving.MALFORMED;
          }
          at[0] += (int) length;
        }
        default -> {
          return Serving.MALFORMED;
        }
      }
    }
    return at[0] > framed.length() ? Serving.MALFORMED : serving(status);
  }

  private static Serving serving(long number) {
    if (number < 0 || number > 3) {
      return Serving.MALFORMED;
    }
    return switch ((int) number) {
      case 0 -> Serving.UNKNOWN;
      case 1 -> Serving.SERVING;
      case 2 -> Serving.NOT_SERVING;
      default -> Serving.SERVICE_UNKNOWN;
    };
  }

  private static long varint(Buffer buffer, int[] at) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = buffer.getByte(at[0]++);
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IndexOutOfBoundsException("a number of more than 64 bits");
  }

  /** A status code with its word, where it is one of the protocol's. */
  static String code(String status) {
    boolean known = status.matches("[0-9]|1[0-6]");
    return known ? status + " " + CODES[Integer.parseInt(status)] : status;
  }
}
