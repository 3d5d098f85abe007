package gslb.server.secondary;

import gslb.server.transfer.Key;
import gslb.zones.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Asks one primary for a zone's SOA.
 *
 * @param key what questions are signed with and answers must be; null = nothing
 */
record Primary(InetSocketAddress address, @Nullable Key key) {
  private static final Logger log = LoggerFactory.getLogger(Primary.class);
  private static final int EXPIRE = 9; // RFC 7314
  private static final int PAYLOAD = 1232;

  /** A datagram may be lost, and some primaries are reached over TCP alone. */
  private enum Try {
    UDP(Duration.ofSeconds(2), true),
    UDP_AGAIN(Duration.ofSeconds(3), true),
    TCP(Duration.ofSeconds(5), true),
    TCP_WITHOUT_EDNS(Duration.ofSeconds(5), false);

    final Duration wait;
    final boolean edns;

    Try(Duration wait, boolean edns) {
      this.wait = wait;
      this.edns = edns;
    }

    boolean tcp() {
      return this == TCP || this == TCP_WITHOUT_EDNS;
    }
  }

  /** Its SOA of the zone, and for how long that is good. */
  Announcement announce(Name zone) {
    String why = "";
    for (Try one : Try.values()) {
      try {
        Message answer = ask(zone, one);
        int rcode = answer.getRcode();
        if (one.edns && (rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP)) {
          why = "says " + Rcode.string(rcode);
          continue; // it may not know EDNS
        }
        return judge(zone, answer);
      } catch (IOException | RuntimeException e) { // whatever dnsjava makes of hostile bytes
        log.debug("{} asked for the SOA of {}", this, zone, e);
        why = "does not answer: " + reason(e);
      }
    }
    return new Announcement.Failed(why);
  }

  private Message ask(Name zone, Try one) throws IOException {
    SimpleResolver resolver = new SimpleResolver(address);
    resolver.setTimeout(one.wait);
    resolver.setTCP(one.tcp());
    resolver.setEDNS(-1);
    if (key != null) {
      resolver.setTSIGKey(key.tsig());
    }
    Message query = Message.newQuery(Record.newRecord(zone, Type.SOA, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    if (one.edns) {
      List<EDNSOption> options = List.of(new GenericEDNSOption(EXPIRE, new byte[0]));
      query.addRecord(new OPTRecord(PAYLOAD, 0, 0, 0, options), Section.ADDITIONAL);
    }
    return resolver.send(query);
  }

  private Announcement judge(Name zone, Message answer) {
    if (key != null && !answer.isVerified()) { // the resolver checks, and leaves it to us to ask
      return new Announcement.Failed("gave an answer that is not rightly signed" + code(answer));
    }
    if (answer.getRcode() != Rcode.NOERROR) {
      return new Announcement.Failed("says " + Rcode.string(answer.getRcode()));
    }
    Optional<SOARecord> soa =
        answer.getSection(Section.ANSWER).stream()
            .filter(record -> record.getName().equals(zone))
            .filter(SOARecord.class::isInstance)
            .map(SOARecord.class::cast)
            .findFirst();
    if (soa.isEmpty() || !answer.getHeader().getFlag(Flags.AA)) {
      return new Announcement.Failed("does not answer for the zone itself");
    }
    return new Announcement.Soa(soa.get(), expire(answer));
  }

  private static String code(Message answer) {
    return answer.getRcode() == Rcode.NOERROR ? "" : ": " + Rcode.string(answer.getRcode());
  }

  private static long expire(Message answer) {
    OPTRecord opt = answer.getOPT();
    if (opt == null || opt.getOptions(EXPIRE).isEmpty()) {
      return -1;
    }
    byte[] option = opt.getOptions(EXPIRE).getFirst().toWire(); // code (2), length (2), seconds (4)
    return option.length == 8
        ? (option[4] & 0xFFL) << 24
            | (option[5] & 0xFFL) << 16
            | (option[6] & 0xFFL) << 8
            | (option[7] & 0xFFL)
        : -1;
  }

  /** What an exception says, or what it is where it says nothing. */
  static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public String toString() {
    return HostPort.of(address).toString();
  }
}
