package gslb.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import gslb.geo.PlaceTable;
import gslb.server.answer.Exchange;
import gslb.server.answer.Responder;
import gslb.server.answer.Rest;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Any bytes that pass for a signed query, or for one that asks for a transfer, are answered by
 * messages that can be read. A byte that says how it comes, then the message.
 */
class PrivilegesFuzz {
  @TempDir static Path folder;
  private static final Exchange EXCHANGE = new Exchange();
  private static final QueryCounters COUNTERS = new QueryCounters();
  private static final Responder RESPONDER = new Responder(COUNTERS);

  /** Signed when they are made, so that those that are left alone are valid. */
  private static final Instant NOW = Instant.now();

  private static final Privileges PRIVILEGES =
      new Privileges(
          new TransferRules(
              List.of(TransferWorld.KEY), List.of(TransferWorld.loopback()), List.of()),
          List.of(),
          InstantSource.fixed(NOW));
  private static Snapshot snapshot = Snapshot.EMPTY;

  @BeforeAll
  static void definitions() throws IOException {
    snapshot =
        new SnapshotCompiler(PlaceTable.empty())
            .compile(
                TransferWorld.declarations(folder, TransferWorld.ZONE),
                (pool, member, type) -> true,
                1,
                0,
                NOW);
  }

  static Stream<byte[]> messages() throws IOException {
    Stream.Builder<byte[]> messages = Stream.builder();
    for (int type : new int[] {Type.A, Type.SOA, Type.AXFR, Type.IXFR}) {
      Name zone = Name.fromString("example.org.");
      Message query = Message.newQuery(Record.newRecord(zone, type, DClass.IN));
      if (type == Type.IXFR) {
        query.addRecord(
            Record.fromString(zone, Type.SOA, DClass.IN, 0, "a. b. 7 1 1 1 1", Name.root),
            Section.AUTHORITY);
      }
      messages.add(arriving(query.toWire()));
      TransferWorld.tsig().apply(query, null);
      messages.add(arriving(query.toWire()));
    }
    return messages.build();
  }

  private static byte[] arriving(byte[] message) {
    byte[] seed = new byte[1 + message.length];
    seed[0] = 1;
    System.arraycopy(message, 0, seed, 1, message.length);
    return seed;
  }

  @MethodSource("messages")
  @FuzzTest
  void answers(byte[] arriving) throws IOException {
    if (arriving.length == 0 || arriving.length > 65_536) {
      return;
    }
    EXCHANGE.tcp = (arriving[0] & 1) > 0;
    EXCHANGE.stream = EXCHANGE.tcp;
    EXCHANGE.sourceHigh = (arriving[0] & 2) > 0 ? 0 : 0x7F00_0001L << 32;
    EXCHANGE.rest = null;
    EXCHANGE.nowMillis = NOW.toEpochMilli();
    EXCHANGE.queryLength = arriving.length - 1;
    System.arraycopy(arriving, 1, EXCHANGE.query, 0, EXCHANGE.queryLength);
    if (!Privileges.concern(EXCHANGE)) {
      return;
    }
    int length = PRIVILEGES.answer(snapshot, EXCHANGE, RESPONDER, COUNTERS);
    if (length > 0) {
      readable(arriving, length);
    }
    Rest rest = EXCHANGE.rest;
    while (rest != null) {
      int more = rest.next(EXCHANGE.response);
      if (more == 0) {
        return;
      }
      readable(arriving, more);
    }
  }

  private static void readable(byte[] arriving, int length) throws IOException {
    byte[] response = Arrays.copyOf(EXCHANGE.response, length);
    assertThat(response).startsWith(arriving[1], arriving[2]);
    assertThat(new Message(response).numBytes()).isEqualTo(length);
    assertThat(EXCHANGE.tcp || length <= 1232).isTrue();
  }
}
