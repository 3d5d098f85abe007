package gslb.server.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
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
    return message(name, type).toWire();
  }

  static byte[] of(Step.Ask ask) throws IOException {
    Message query = message(ask.name(), ask.type());
    String subnet = ask.subnet();
    if (subnet != null || ask.payload() >= 0) {
      List<EDNSOption> options = subnet == null ? List.of() : List.of(option(subnet));
      query.addRecord(new OPTRecord(ask.payload(), 0, 0, 0, options), Section.ADDITIONAL);
    }
    return query.toWire();
  }

  private static Message message(String name, String type) throws IOException {
    Name owner = Name.fromString(name, Name.root);
    Message query = Message.newQuery(Record.newRecord(owner, Type.value(type, true), DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    return query;
  }

  private static ClientSubnetOption option(String subnet) throws IOException {
    String[] parts = subnet.split("/");
    return new ClientSubnetOption(Integer.parseInt(parts[1]), InetAddress.getByName(parts[0]));
  }
}
