package gslb.server.querylog;

import gslb.server.compile.PresentationFormat;
import gslb.server.sample.QueryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of the query log. */
final class QueryLine {
  private static final int RD = 0x0100;
  private static final int AD = 0x0020;
  private static final int CD = 0x0010;

  private QueryLine() {}

  /** The fields that have something to say. */
  static Map<String, Object> document(QueryEntry entry) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.ofEpochMilli(entry.millis()).toString());
    line.put("transport", Texts.transport(entry.transport()));
    line.put("client", Texts.address(entry.is(QueryEntry.YES_V6), entry.high(), entry.low()));
    if (entry.port() >= 0) {
      line.put("port", entry.port());
    }
    if (entry.is(QueryEntry.YES_SUBNET)) {
      line.put(
          "ecs",
          Texts.network(
              entry.is(QueryEntry.YES_SUBNET_V6),
              entry.subnetHigh(),
              entry.subnetLow(),
              entry.subnetSource()));
    }
    if (entry.name().length > 0) {
      line.put("name", PresentationFormat.nameText(entry.name()));
      line.put("class", PresentationFormat.classText(entry.qclass()));
      line.put("type", PresentationFormat.typeText(entry.type()));
    }
    line.put("flags", flags(entry));
    if (entry.is(QueryEntry.YES_EDNS)) {
      line.put("edns_size", entry.payload());
    }
    line.put("query_bytes", entry.queryBytes());
    line.put("rcode", Texts.rcode(entry.rcode()));
    line.put("answer_bytes", entry.answerBytes());
    line.put("truncated", entry.is(QueryEntry.YES_TRUNCATED));
    if (entry.is(QueryEntry.YES_SUBNET)) {
      line.put("scope", entry.scope());
    }
    if (entry.tookNanos() >= 0) {
      line.put("took_seconds", entry.tookNanos() / 1e9);
    }
    return line;
  }

  private static List<String> flags(QueryEntry entry) {
    List<String> flags = new ArrayList<>();
    if ((entry.header() & RD) != 0) {
      flags.add("rd");
    }
    if ((entry.header() & AD) != 0) {
      flags.add("ad");
    }
    if ((entry.header() & CD) != 0) {
      flags.add("cd");
    }
    if (entry.is(QueryEntry.YES_DNSSEC_OK)) {
      flags.add("do");
    }
    return flags;
  }
}
