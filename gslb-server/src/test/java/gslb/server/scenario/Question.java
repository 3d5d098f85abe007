package gslb.server.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A scenario's question as dnsjava writes it. */
final class Question {
  private Question() {}

  static byte[] of(String name, String type) throws IOException {
    return message(name, type, DClass.IN).toWire();
  }

  static byte[] of(Step.Ask ask) throws IOException {
    Message query = message(ask.name(), ask.type(), ask.qclass());
    String subnet = ask.subnet();
    if (ask.payload() >= 0) {
      List<EDNSOption> options = new ArrayList<>();
      if (subnet != null) {
        options.add(option(subnet));
      }
      ask.options().forEach(text -> options.add(raw(text)));
      query.addRecord(new OPTRecord(ask.payload(), 0, 0, 0, options), Section.ADDITIONAL);
    }
    return query.toWire();
  }

  private static Message message(String name, String type, int qclass) throws IOException {
    Name owner = Name.fromString(name, Name.root);
    Message query = Message.newQuery(Record.newRecord(owner, Type.value(type, true), qclass));
    query.getHeader().unsetFlag(Flags.RD);
    return query;
  }

  /** {@code CODE:HEX}. */
  private static EDNSOption raw(String text) {
    int colon = text.indexOf(':');
    return new GenericEDNSOption(
        Integer.parseInt(text.substring(0, colon)),
        HexFormat.of().parseHex(text.substring(colon + 1)));
  }

  private static ClientSubnetOption option(String subnet) throws IOException {
    String[] parts = subnet.split("/");
    return new ClientSubnetOption(Integer.parseInt(parts[1]), InetAddress.getByName(parts[0]));
  }
}
