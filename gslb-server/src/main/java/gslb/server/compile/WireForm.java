package gslb.server.compile;

import gslb.server.snapshot.WireName;
import gslb.server.wire.RecordTemplate;
import gslb.server.wire.RenderedRRset;
import gslb.zones.AnswerType;
import gslb.zones.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SVCBBase;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;

/** Names and records of dnsjava as the bytes the answer path copies. */
public final class WireForm {
  // Most RRsets have these; of a million of each, one is enough.
  private static final byte[] NO_LABELS = {};
  private static final int[] ONE_RECORD = {0};
  private static final int[] NO_HOLES = {};

  private WireForm() {}

  /** A name that is looked up: in lower case. */
  public static WireName lookedUp(Name name) {
    return new WireName(name.toWireCanonical());
  }

  /** An absolute name in presentation form, with or without its final dot. */
  public static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(text + " is no domain name: " + e.getMessage(), e);
    }
  }

  /** The RRset ready for the wire where its owner stands in the message, its TTL as given. */
  static RenderedRRset rrset(RRset rrset, Name origin, long ttl) {
    return rrset(rrset, origin, ttl, NO_LABELS);
  }

  /** The RRset ready for the wire with its owner. */
  static RenderedRRset ownedRRset(RRset rrset, Name origin) {
    return rrset(rrset, origin, rrset.getTTL(), labels(rrset.getName(), origin));
  }

  private static RenderedRRset rrset(RRset rrset, Name origin, long ttl, byte[] ownerLabels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Record> records = rrset.rrs(false);
    int[] starts = new int[records.size()];
    OriginHoles holes = new OriginHoles();
    for (int i = 0; i < records.size(); i++) {
      starts[i] = bytes.size();
      byte[] rdata = holes.rdata(records.get(i), origin, bytes.size() + RenderedRRset.RDATA);
      bytes.writeBytes(RecordTemplate.record(rrset.getType(), ttl, rdata));
    }
    return new RenderedRRset(
        rrset.getType(),
        ownerLabels,
        bytes.toByteArray(),
        starts.length == 1 ? ONE_RECORD : starts,
        holes.toArray());
  }

  /**
   * What a member answers with; nothing if it is no candidate for the type.
   *
   * @param hints addresses that go into data which has hints and says nothing else of them
   */
  static List<RecordTemplate> templates(Member member, AnswerType type, List<InetAddress> hints) {
    byte[] rdata =
        switch (type) {
          case A -> member.v4() == null ? null : member.v4().getAddress();
          case AAAA -> member.v6() == null ? null : member.v6().getAddress();
          case CNAME -> member.cname() == null ? null : name(member.cname()).toWire();
          case PTR, MX, TXT, SRV, NAPTR, TLSA, SVCB, HTTPS, URI, CAA -> null;
        };
    if (rdata != null) {
      return List.of(RecordTemplate.of(type.code(), rdata));
    }
    return member.records().getOrDefault(type, List.of()).stream()
        .map(data -> RecordTemplate.of(type.code(), rdata(type, data, hints)))
        .toList();
  }

  private static byte[] rdata(AnswerType type, String data, List<InetAddress> hints) {
    try {
      Record record = Record.fromString(Name.root, type.code(), DClass.IN, 0, data, Name.root);
      if (record instanceof SVCBBase binding && binding.getSvcPriority() > 0) {
        StringBuilder hinted = new StringBuilder(data);
        for (InetAddress hint : hints) {
          boolean v4 = hint instanceof Inet4Address;
          int key = v4 ? SVCBBase.IPV4HINT : SVCBBase.IPV6HINT;
          if (binding.getSvcParamValue(key) == null) {
            hinted.append(v4 ? " ipv4hint=" : " ipv6hint=").append(hint.getHostAddress());
          }
        }
        record =
            Record.fromString(Name.root, type.code(), DClass.IN, 0, hinted.toString(), Name.root);
      }
      return plainRdata(record);
    } catch (IOException e) {
      throw new IllegalArgumentException(data + " is no data of " + type, e);
    }
  }

  /** The records of an RRset, each a template with its data uncompressed. */
  static List<RecordTemplate> templates(RRset rrset) {
    return rrset.rrs(false).stream()
        .map(record -> RecordTemplate.of(rrset.getType(), plainRdata(record)))
        .toList();
  }

  /** The labels of a name left of the origin it ends in, without a root label. */
  private static byte[] labels(Name name, Name origin) {
    byte[] wire = name.toWire();
    return Arrays.copyOf(wire, wire.length - origin.length());
  }

  private static byte[] plainRdata(Record record) {
    byte[] wire = record.toWire(Section.ANSWER);
    int rdata = record.getName().length() + 10; // owner, then type, class, TTL, length
    return Arrays.copyOfRange(wire, rdata, wire.length);
  }

  /** Compresses names in data where RFC 3597 §4 allows it: the types of RFC 1035. */
  private static final class OriginHoles {
    private final ArrayList<Integer> positions = new ArrayList<>();

    byte[] rdata(Record record, Name origin, int start) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      switch (record) {
        case NSRecord ns -> name(out, ns.getTarget(), origin, start);
        case CNAMERecord cname -> name(out, cname.getTarget(), origin, start);
        case PTRRecord ptr -> name(out, ptr.getTarget(), origin, start);
        case MXRecord mx -> {
          out.write(mx.getPriority() >>> 8);
          out.write(mx.getPriority());
          name(out, mx.getTarget(), origin, start);
        }
        case SOARecord soa -> {
          name(out, soa.getHost(), origin, start);
          name(out, soa.getAdmin(), origin, start);
          byte[] plain = plainRdata(soa);
          out.write(plain, plain.length - 20, 20); // serial and the four times
        }
        default -> out.writeBytes(plainRdata(record)); // every other type goes as it is
      }
      return out.toByteArray();
    }

    private void name(ByteArrayOutputStream out, Name name, Name origin, int start) {
      if (origin.equals(Name.root) || !name.subdomain(origin)) {
        out.writeBytes(name.toWire());
        return;
      }
      out.writeBytes(labels(name, origin));
      positions.add(start + out.size());
      out.write(0);
      out.write(0);
    }

    int[] toArray() {
      return positions.isEmpty()
          ? NO_HOLES
          : positions.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
