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
import org.jspecify.annotations.Nullable;

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
    ask(exchange, name, type, true, subnet ? client : null);
    exchange.v6 = client.v6();
    exchange.sourceHigh = client.high();
    exchange.sourceLow = client.low();
    exchange.nowMillis = nowMillis;
    int length = new Responder(new QueryCounters()).respond(snapshot, exchange);
    return Explanation.of(snapshot, exchange, Arrays.copyOf(exchange.response, length));
  }

  /**
   * Puts a query into the exchange.
   *
   * @param name wire form, root label included
   * @param edns whether it has an OPT record
   * @param subnet in a client subnet option, which wants an OPT record; null = none
   */
  public static void ask(
      Exchange exchange, byte[] name, int type, boolean edns, @Nullable Prefix subnet) {
    byte[] out = exchange.query;
    Arrays.fill(out, 0, QueryParser.HEADER, (byte) 0);
    Bytes.putU16(out, 4, 1); // a question
    int at = QueryParser.HEADER;
    System.arraycopy(name, 0, out, at, name.length);
    at += name.length;
    Bytes.putU16(out, at, type);
    Bytes.putU16(out, at + 2, 1);
    at += 4;
    exchange.queryLength = edns ? opt(out, at, subnet) : at;
  }

  /** Writes an OPT record and returns what follows it. */
  private static int opt(byte[] out, int start, @Nullable Prefix subnet) {
    Bytes.putU16(out, 10, 1); // an additional record
    out[start] = 0; // the root
    Bytes.putU16(out, start + 1, RecordType.OPT);
    Bytes.putU16(out, start + 3, ResponseWriter.UDP_PAYLOAD);
    Bytes.putU32(out, start + 5, 0);
    int sizeAt = start + 9;
    int at = start + 11;
    if (subnet != null) {
      byte[] address = subnet.address().getAddress();
      int bytes = (subnet.length() + 7) / 8;
      Bytes.putU16(out, at, EdnsOption.CLIENT_SUBNET);
      Bytes.putU16(out, at + 2, 4 + bytes);
      Bytes.putU16(out, at + 4, subnet.v6() ? 2 : 1);
      out[at + 6] = (byte) subnet.length();
      out[at + 7] = 0;
      System.arraycopy(address, 0, out, at + 8, bytes);
      at += 8 + bytes;
    }
    Bytes.putU16(out, sizeAt, at - sizeAt - 2);
    return at;
  }
}
