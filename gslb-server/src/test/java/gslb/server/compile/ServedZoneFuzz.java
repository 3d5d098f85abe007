package gslb.server.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import gslb.geo.PlaceTable;
import gslb.server.answer.Exchange;
import gslb.server.answer.Responder;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Reading;
import gslb.zones.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Whatever a zone file holds, it is refused with a place in it, or it is compiled and every name in
 * it can be asked for.
 */
class ServedZoneFuzz {
  private static final int[] TYPES = {
    Type.A, Type.NS, Type.MX, Type.CNAME, Type.TXT, Type.SRV, Type.SVCB, Type.DS, Type.ANY, 65_280
  };

  @TempDir static Path folder;
  private static final Exchange EXCHANGE = new Exchange();
  private static final Responder RESPONDER = new Responder(new QueryCounters());

  @BeforeAll
  static void definitions() throws IOException {
    Files.createDirectories(folder.resolve("zones"));
  }

  static Stream<byte[]> zones() {
    String start =
        """
        $ORIGIN example.org.
        $TTL 3600
        @ SOA ns hostmaster 1 7200 900 1209600 300
          NS ns
        ns A 192.0.2.1
        """;
    return Stream.of(
            "",
            "www A 192.0.2.2\n    AAAA 2001:db8::1\n    TXT \"a\" \"b\\\"c\\065\"\n",
            "* A 192.0.2.3\n*.a.b MX 10 ns\na\\.b CNAME www\n",
            "child NS ns.child\nns.child A 192.0.2.4\nchild DS 1 8 2 ( 00 11 ) ; comment\n",
            "d DNAME www.example.net.\nx.y DNAME x\n",
            "_s._tcp SRV 0 5 5060 ns\n@ NAPTR 1 1 \"s\" \"\" \"\" _s._tcp\n",
            "s SVCB 1 . alpn=h2,h3 port=853 ipv4hint=192.0.2.5\nh HTTPS 0 www\n",
            "g TYPE65280 \\# 4 0a000001\nloc LOC 52 0 0 N 4 0 0 E 10m\n",
            "$GENERATE 1-5 h$ A 192.0.2.${10,3,d}\n$INCLUDE other.zone\n",
            "caa CAA 0 issue \"ca\"\nssh SSHFP 1 1 aa\ntl TLSA 3 1 1 bb\napl APL 1:192.0.2.0/24\n")
        .map(lines -> (start + lines).getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("zones")
  @FuzzTest
  void serves(byte[] file) throws IOException {
    if (file.length > 1024) {
      return;
    }
    Files.write(folder.resolve("zones/example.org.zone"), file);
    Reading reading = DefinitionsFolder.read(folder);
    assertThat(reading.problems())
        .allMatch(problem -> problem.line() > 0 && problem.column() > 0 && problem.file() != null);
    if (reading instanceof Reading.Accepted(var declarations)) {
      Snapshot snapshot =
          new SnapshotCompiler(PlaceTable.empty())
              .compile(declarations, (pool, member, type) -> true, 1, 0, Instant.EPOCH);
      for (Zone zone : declarations.zones()) {
        for (RRset rrset : zone.rrsets()) {
          ask(snapshot, rrset.getName());
        }
      }
    }
  }

  private static void ask(Snapshot snapshot, Name name) throws IOException {
    for (int type : TYPES) {
      byte[] query = Message.newQuery(Record.newRecord(name, type, DClass.IN)).toWire();
      System.arraycopy(query, 0, EXCHANGE.query, 0, query.length);
      EXCHANGE.queryLength = query.length;
      EXCHANGE.tcp = type % 2 == 0;
      int length = RESPONDER.respond(snapshot, EXCHANGE);
      assertThat(EXCHANGE.tcp || length <= 512).isTrue();
      Message response = new Message(Arrays.copyOf(EXCHANGE.response, length));
      assertThat(response.numBytes()).isEqualTo(length);
    }
  }
}
