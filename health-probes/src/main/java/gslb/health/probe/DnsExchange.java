package gslb.health.probe;

import gslb.health.probe.ProbeResult.Reason;
import gslb.zones.Check;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS question as bytes, and what any bytes that come back mean to its check. */
final class DnsExchange {

  /** What fits a datagram that is not fragmented anywhere. */
  private static final int UDP_PAYLOAD = 1232;

  /** What came back. */
  sealed interface Finding {
    /** It answers another question or none. */
    record Foreign() implements Finding {}

    /** There is more of it, over TCP. */
    record Truncated() implements Finding {}

    /** It is what the check expects. */
    record AsExpected() implements Finding {}

    /** It is not. */
    record Wrong(Reason reason, String detail) implements Finding {}
  }

  private final Check.Dns check;
  private final Record question;
  private final byte @Nullable [] expected;

  DnsExchange(Check.Dns check) {
    this.check = check;
    try {
      int type = Type.value(check.type());
      this.question = Record.newRecord(Name.fromString(check.name()), type, DClass.IN);
      this.expected =
          check.value() == null
              ? null
              : Record.fromString(Name.root, type, DClass.IN, 0, check.value(), null)
                  .rdataToWireCanonical();
    } catch (IOException e) {
      throw new IllegalArgumentException(check.toString(), e); // checked when it was read
    }
  }

  /**
   * The question.
   *
   * @param id 0..65535
   */
  byte[] question(int id) {
    Message message = Message.newQuery(question);
    message.getHeader().setID(id);
    if (!check.recursion()) {
      message.getHeader().unsetFlag(Flags.RD);
    }
    message.addRecord(new org.xbill.DNS.OPTRecord(UDP_PAYLOAD, 0, 0), Section.ADDITIONAL);
    return message.toWire();
  }

  /** What came back, whatever it is. */
  Finding finding(int id, byte[] bytes) {
    Message answer;
    try {
      answer = new Message(bytes);
    } catch (IOException | RuntimeException e) { // dnsjava throws what it likes for some
      boolean ours = bytes.length >= 2 && (((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF)) == id;
      return ours ? new Finding.Wrong(Reason.PROTOCOL, "no DNS message") : new Finding.Foreign();
    }
    Header header = answer.getHeader();
    if (header.getID() != id
        || !header.getFlag(Flags.QR)
        || header.getOpcode() != Opcode.QUERY
        || !repeatsQuestion(answer)) {
      return new Finding.Foreign();
    }
    if (header.getFlag(Flags.TC)) {
      return new Finding.Truncated();
    }
    String rcode = Rcode.string(answer.getRcode());
    if (!check.rcodes().contains(rcode)) {
      return new Finding.Wrong(
          Reason.BAD_RCODE, "got " + rcode + ", expected " + String.join(", ", check.rcodes()));
    }
    return expected == null ? new Finding.AsExpected() : withValue(answer, expected);
  }

  /** An error may come without a question (RFC 1035 §4.1.1, as some servers do for FORMERR). */
  private boolean repeatsQuestion(Message answer) {
    Record repeated = answer.getQuestion();
    return repeated == null
        ? answer.getRcode() != Rcode.NOERROR
        : repeated.getName().equals(question.getName())
            && repeated.getType() == question.getType()
            && repeated.getDClass() == DClass.IN;
  }

  private Finding withValue(Message answer, byte[] wanted) {
    List<Record> records =
        answer.getSection(Section.ANSWER).stream()
            .filter(record -> record.getType() == question.getType())
            .toList();
    if (records.stream().anyMatch(r -> Arrays.equals(r.rdataToWireCanonical(), wanted))) {
      return new Finding.AsExpected();
    }
    String got =
        records.isEmpty()
            ? "no " + check.type()
            : records.stream().map(Record::rdataToString).collect(Collectors.joining(", "));
    return new Finding.Wrong(Reason.VALUE_MISMATCH, "got " + got + ", expected " + check.value());
  }
}
