package gslb.server.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A scenario's question as dnsjava writes it. */
final class Question {
  private Question() {}

  static byte[] of(Step.Ask ask) throws IOException {
    Name name = Name.fromString(ask.name(), Name.root);
    Message query =
        Message.newQuery(Record.newRecord(name, Type.value(ask.type(), true), DClass.IN));
    query.getHeader().unsetFlag(org.xbill.DNS.Flags.RD);
    String subnet = ask.subnet();
    if (subnet != null || ask.payload() >= 0) {
      List<EDNSOption> options = subnet == null ? List.of() : List.of(option(subnet));
      query.addRecord(new OPTRecord(ask.payload(), 0, 0, 0, options), Section.ADDITIONAL);
    }
    return query.toWire();
  }

  private static ClientSubnetOption option(String subnet) throws IOException {
    String[] parts = subnet.split("/");
    return new ClientSubnetOption(Integer.parseInt(parts[1]), InetAddress.getByName(parts[0]));
  }
}
