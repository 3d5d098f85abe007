package gslb.server.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A response without what may differ freely: id, order of records, compression, case of names.
 *
 * @param rcode with the upper bits of OPT
 */
record Reply(
    String rcode,
    boolean aa,
    boolean tc,
    Set<Entry> answer,
    Set<Entry> authority,
    Set<Entry> additional,
    int size) {

  /**
   * A record with its TTL. Records are equal by owner, class, type and data, names in them without
   * case (RFC 4343).
   */
  record Entry(Record record, long ttl) {
    int type() {
      return record.getType();
    }

    @Override
    public String toString() {
      return record.getName()
          + " "
          + ttl
          + " "
          + Type.string(type())
          + " "
          + record.rdataToString();
    }
  }

  static Reply read(byte[] response) throws IOException {
    Message message = new Message(response);
    return new Reply(
        Rcode.string(message.getRcode()),
        message.getHeader().getFlag(Flags.AA),
        message.getHeader().getFlag(Flags.TC),
        entries(message, Section.ANSWER),
        entries(message, Section.AUTHORITY),
        entries(message, Section.ADDITIONAL),
        response.length);
  }

  private static Set<Entry> entries(Message message, int section) {
    Set<Entry> entries = new LinkedHashSet<>();
    for (Record record : message.getSection(section)) {
      if (record.getType() != Type.OPT) {
        entries.add(new Entry(record, record.getTTL()));
      }
    }
    return entries;
  }

  /** What no response may have, whoever is compared with. */
  static List<String> faults(byte[] query, byte[] response, Question question) throws IOException {
    List<String> faults = new ArrayList<>();
    Message message = new Message(response);
    Message asked = new Message(query);
    if (message.getHeader().getID() != asked.getHeader().getID()) {
      faults.add("another id");
    }
    if (!message.getHeader().getFlag(Flags.QR) || message.getHeader().getFlag(Flags.RA)) {
      faults.add("flags " + message.getHeader().printFlags());
    }
    if (!asked.getQuestion().getName().toString().equals(message.getQuestion().getName().toString())
        || !asked.getQuestion().equals(message.getQuestion())) {
      faults.add("another question");
    }
    if ((message.getOPT() != null) != question.mode().hasOpt()) {
      faults.add("OPT, or none");
    }
    if (response.length > question.mode().limit()) {
      faults.add(response.length + " bytes");
    }
    for (int section = Section.ANSWER; section <= Section.ADDITIONAL; section++) {
      int opt = section == Section.ADDITIONAL && message.getOPT() != null ? 1 : 0;
      if (entries(message, section).size() + opt != message.getSection(section).size()) {
        faults.add("a record twice, " + Section.string(section).toLowerCase(Locale.ROOT));
      }
    }
    return faults;
  }

  /** Whether the answer has a record of the type. */
  boolean answers(int type) {
    return answer.stream().anyMatch(entry -> entry.type() == type);
  }

  /** Whether it is a referral, maybe at the end of aliases. */
  boolean refers() {
    return authority.stream().anyMatch(entry -> entry.type() == Type.NS);
  }

  /** Aliases in the answer. */
  long links() {
    return answer.stream().filter(entry -> entry.type() == Type.CNAME).count();
  }

  /** Where they lead. */
  Stream<Name> aliasTargets() {
    return answer.stream()
        .map(Entry::record)
        .filter(CNAMERecord.class::isInstance)
        .map(record -> ((CNAMERecord) record).getTarget());
  }

  /** Hosts whose addresses came along. */
  long hosts() {
    return additional.stream().map(entry -> entry.record().getName()).distinct().count();
  }
}
