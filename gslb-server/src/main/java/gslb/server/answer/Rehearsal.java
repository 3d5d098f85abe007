package gslb.server.answer;

import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import gslb.server.wire.Bytes;
import gslb.server.wire.EdnsOption;
import gslb.server.wire.QueryParser;
import gslb.server.wire.RecordType;
import gslb.server.wire.ResponseWriter;
import gslb.zones.Prefix;
import java.util.Arrays;

/**
 * Answers a made-up query with the code that answers real ones, and tells how it came about (S-37).
 */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * What a client would be answered.
   *
   * @param name wire form, root label included
   * @param client a whole address stands for the query's sender; a shorter prefix, or any with
   *     {@code subnet}, for a client subnet option
   * @param subnet whether the client is told by a client subnet option
   * @param nowMillis wall time the choice is made at
   */
  public static Explanation explain(
      Snapshot snapshot, byte[] name, int type, Prefix client, boolean subnet, long nowMillis) {
    Exchange exchange = new Exchange();
    exchange.queryLength = write(exchange.query, name, type, client, subnet);
    exchange.v6 = client.v6();
    exchange.sourceHigh = client.high();
    exchange.sourceLow = client.low();
    exchange.nowMillis = nowMillis;
    int length = new Responder(new QueryCounters()).respond(snapshot, exchange);
    return Explanation.of(snapshot, exchange, Arrays.copyOf(exchange.response, length));
  }

  private static int write(byte[] out, byte[] name, int type, Prefix client, boolean subnet) {
    Bytes.putU16(out, 4, 1); // a question
    Bytes.putU16(out, 10, 1); // and an OPT record
    int at = QueryParser.HEADER;
    System.arraycopy(name, 0, out, at, name.length);
    at += name.length;
    Bytes.putU16(out, at, type);
    Bytes.putU16(out, at + 2, 1);
    Bytes.putU16(out, at + 5, RecordType.OPT);
    Bytes.putU16(out, at + 7, ResponseWriter.UDP_PAYLOAD);
    int sizeAt = at + 13;
    at += 15;
    if (subnet) {
      byte[] address = client.address().getAddress();
      int bytes = (client.length() + 7) / 8;
      Bytes.putU16(out, at, EdnsOption.CLIENT_SUBNET);
      Bytes.putU16(out, at + 2, 4 + bytes);
      Bytes.putU16(out, at + 4, client.v6() ? 2 : 1);
      out[at + 6] = (byte) client.length();
      System.arraycopy(address, 0, out, at + 8, bytes);
      at += 8 + bytes;
    }
    Bytes.putU16(out, sizeAt, at - sizeAt - 2);
    return at;
  }
}
