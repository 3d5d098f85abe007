package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;

/** What is read of a zone file, against dnsjava's own reader where that can read it. */
class ZoneFileTest {

  private static final String APEX =
      """
      $TTL 1h
      @   SOA ns1 hostmaster 1 3600 600 86400 60
          NS  ns1
      ns1 A   192.0.2.53
      """;

  @TempDir Path folder;

  private List<Record> read(String text) throws IOException {
    Path file = folder.resolve("zones/example.com.zone");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Reading reading = DefinitionsFolder.read(folder);
    assertThat(reading.problems())
        .filteredOn(p -> p.severity() == Problem.Severity.ERROR)
        .isEmpty();
    List<Record> records = new ArrayList<>();
    for (RRset rrset : ((Reading.Accepted) reading).declarations().zones().getFirst().rrsets()) {
      records.addAll(rrset.rrs(false));
    }
    return records;
  }

  private static List<Record> byDnsjava(String text, String origin) throws IOException {
    List<Record> records = new ArrayList<>();
    try (Master master =
        new Master(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            Name.fromString(origin))) {
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.add(record);
      }
    }
    return records;
  }

  private static TreeSet<String> lines(List<Record> records) {
    TreeSet<String> lines = new TreeSet<>();
    records.forEach(record -> lines.add(record.toString().replaceAll("\\s+", " ")));
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "example.net"})
  void theExampleReadsAsDnsjavaReadsIt(String origin) throws IOException {
    Path zones = Path.of(System.getProperty("gslb.root"), "zones/example/zones");
    String text = Files.readString(zones.resolve(origin + ".zone"));
    Path file = folder.resolve("zones/" + origin + ".zone");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Reading reading = DefinitionsFolder.read(folder);
    List<Record> ours = new ArrayList<>();
    ((Reading.Accepted) reading)
        .declarations()
        .zones()
        .getFirst()
        .rrsets()
        .forEach(rrset -> ours.addAll(rrset.rrs(false)));
    assertThat(lines(ours)).isEqualTo(lines(byDnsjava(text, origin + ".")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www A 192.0.2.1",
        "www IN 300 A 192.0.2.1",
        "www 5m30s IN A 192.0.2.1\n    AAAA 2001:db8::1",
        "Www TXT \"semi;colon\" \"quo\\\"te\" plain \\\"escaped \\065 \"\"",
        "www TXT (\n  \"a\" ; comment )\n\n  \"b\"\n  )",
        "odd TYPE65280 \\# 4 0A000001",
        "odd TYPE1 \\# 4 0A000001",
        "$ORIGIN sub.example.com.\n"
            + "b A 192.0.2.2\n"
            + "@ A 192.0.2.3\n"
            + "$ORIGIN example.com.\n"
            + "c A 192.0.2.4",
        "a\\.b A 192.0.2.1",
        "$GENERATE 1-3 h$ A 192.0.2.$",
        "$GENERATE 0-255/16 n${0,3,x} 60 IN CNAME h${1}.x",
        "$GENERATE 10-11 ${-9,2}.r IN PTR host-${5,4,d}.example.net.",
        "www HTTPS 1 . alpn=\"h2,h3\" ipv4hint=192.0.2.1",
        "www CAA 0 issue \"ca.example.net; policy=ev\"",
        "_x SRV 10 60 5060 sip\n   SRV 20 40 5060 sip",
        "x SSHFP 4 2 (\n 0123456789abcdef 0123456789abcdef\n 0123456789abcdef 0123456789abcdef )",
      })
  void entriesReadAsDnsjavaReadsThem(String lines) throws IOException {
    String text = APEX + lines + "\n";
    assertThat(lines(read(text))).isEqualTo(lines(byDnsjava(text, "example.com.")));
  }

  @Test
  void anIncludedFileHasItsOwnOriginAndLeavesOursAlone() throws IOException {
    Files.createDirectories(folder.resolve("zones"));
    Files.writeString(folder.resolve("zones/more.inc"), "$ORIGIN deep\ninner A 192.0.2.4\n");
    String text =
        APEX + "www A 192.0.2.1\n$INCLUDE more.inc sub\n    TXT \"www still\"\nc A 192.0.2.3\n";
    assertThat(lines(read(text)))
        .contains(
            "inner.deep.sub.example.com. 3600 IN A 192.0.2.4",
            "www.example.com. 3600 IN TXT \"www still\"",
            "c.example.com. 3600 IN A 192.0.2.3");
  }

  @Test
  void duplicatesAreDroppedAndTheLowestTtlHolds() throws IOException {
    List<Record> records =
        read(
            APEX + "www 600 MX 10 Mail\n    30 MX 20 mail\nwww 600 MX 10 mail\nmail A 192.0.2.1\n");
    assertThat(lines(records))
        .contains(
            "www.example.com. 30 IN MX 10 Mail.example.com.",
            "www.example.com. 30 IN MX 20 mail.example.com.")
        .hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          host-$            | 7   | host-7
          $.$               | 7   | 7.7
          ${0,3,d}          | 7   | 007
          ${-7}             | 7   | 0
          ${1,0,x}          | 9   | a
          ${0,4,X}          | 171 | 00AB
          ${0,0,o}          | 8   | 10
          ${0,3,n}          | 171 | b.a
          ${0,7,n}          | 171 | b.a.0.0
          \\$5              | 7   | $5
          a\\.b             | 7   | a\\.b
          ${-8}             | 7   | -
          ${0,3,z}          | 7   | -
          ${0               | 7   | -
          ${}               | 7   | -
          """)
  void templates(String template, long number, String expected) {
    String expanded = Generate.expand(template, number);
    assertThat(expanded == null ? "-" : expanded).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1-10, 1 10 1",
    "0-255/16, 0 255 16",
    "5-5, 5 5 1",
    "1-65536, 1 65536 1",
    "1-65537, -",
    "0-999999999/99999, 0 999999999 99999",
    "5-4, -",
    "1-4/0, -",
    "-1-4, -",
    "1, -",
    "a-b, -",
    "1-9999999999, -",
  })
  void ranges(String text, String expected) {
    Generate range = Generate.range(text);
    assertThat(range == null ? "-" : range.start() + " " + range.stop() + " " + range.step())
        .isEqualTo(expected);
  }
}
