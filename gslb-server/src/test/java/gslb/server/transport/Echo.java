package gslb.server.transport;

import gslb.server.answer.Exchange;
import java.util.Arrays;

/**
 * Answers a message with itself, its response bit set and, if asked to, zeros up to a length. A
 * message that begins with {@code DEAD} is a bug, one below a header's length gets no answer.
 */
record Echo(int length) implements Answerer {
  Echo() {
    this(0);
  }

  @Override
  public int answer(Exchange exchange) {
    if (exchange.queryLength < 12) {
      return 0;
    }
    if ((exchange.query[0] & 0xff) == 0xde && (exchange.query[1] & 0xff) == 0xad) {
      throw new IllegalStateException("asked to fail");
    }
    System.arraycopy(exchange.query, 0, exchange.response, 0, exchange.queryLength);
    int end = Math.max(length, exchange.queryLength);
    Arrays.fill(exchange.response, exchange.queryLength, end, (byte) 0);
    exchange.response[2] |= (byte) 0x80;
    return end;
  }

  @Override
  public int failure(Exchange exchange) {
    System.arraycopy(exchange.query, 0, exchange.response, 0, 12);
    exchange.response[2] |= (byte) 0x80;
    exchange.response[3] = 2;
    return 12;
  }

  /** A message of a header and a body, all bytes {@code fill} but for the flags. */
  static byte[] query(int id, int body) {
    byte[] message = new byte[12 + body];
    Arrays.fill(message, 12, message.length, (byte) id);
    message[0] = (byte) (id >> 8);
    message[1] = (byte) id;
    return message;
  }

  /** What is answered to it. */
  static byte[] answerTo(byte[] query) {
    byte[] answer = query.clone();
    answer[2] |= (byte) 0x80;
    return answer;
  }
}
