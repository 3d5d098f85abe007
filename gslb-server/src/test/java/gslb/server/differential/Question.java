package gslb.server.differential;

import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What all servers are asked. */
record Question(Name name, int type, Mode mode) {

  byte[] message() {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    if (mode.hasOpt()) {
      int flags = mode == Mode.DNSSEC_OK ? ExtendedFlags.DO : 0;
      query.addRecord(new OPTRecord(mode.limit(), 0, 0, flags), Section.ADDITIONAL);
    }
    return query.toWire();
  }

  @Override
  public String toString() {
    return name + " " + Type.string(type) + " " + mode;
  }
}
