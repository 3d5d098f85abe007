package gslb.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.scenario.Step.Expected;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Holds a response, as dnsjava reads it, to what a scenario expects. */
final class Judgement {
  private static final Map<String, Integer> SECTIONS =
      Map.of(
          "answer",
          Section.ANSWER,
          "authority",
          Section.AUTHORITY,
          "additional",
          Section.ADDITIONAL);

  private Judgement() {}

  static void hold(Message response, Step.Ask ask, String where) {
    Expected expected = ask.expected();
    assertThat(Rcode.string(response.getRcode()))
        .as("%s rcode of\n%s", where, response)
        .isEqualTo(expected.rcode);
    assertThat(flags(response))
        .as("%s flags of\n%s", where, response)
        .isEqualTo(String.join(" ", expected.flags));
    if (expected.oneOf.isEmpty()) {
      SECTIONS.forEach((name, section) -> section(response, name, section, expected, where));
    } else {
      assertThat(expected.oneOf)
          .as("%s answer of\n%s", where, response)
          .containsAll(texts(response, Section.ANSWER, expected.oneOf))
          .isNotEmpty();
      assertThat(response.getSection(Section.ANSWER)).as(where).isNotEmpty();
    }
    if (!expected.options.isEmpty()) {
      assertThat(options(response))
          .as("%s options of\n%s", where, response)
          .containsExactlyInAnyOrderElementsOf(
              expected.options.equals(List.of("none")) ? List.of() : expected.options);
    }
    if (expected.scope != null) {
      assertThat(subnet(response, where).getScopePrefixLength())
          .as("%s scope of\n%s", where, response)
          .isEqualTo(expected.scope);
    }
  }

  private static void section(
      Message response, String name, int section, Expected expected, String where) {
    List<String> wanted = expected.sections.getOrDefault(name, List.of());
    assertThat(texts(response, section, wanted))
        .as("%s %s of\n%s", where, name, response)
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  /**
   * Records as "owner TTL TYPE data", the TTL as * where every wanted line leaves it open, OPT left
   * out.
   */
  private static List<String> texts(Message response, int section, List<String> wanted) {
    boolean anyTtl = wanted.stream().allMatch(line -> line.split(" ")[1].equals("*"));
    List<String> texts = new ArrayList<>();
    for (Record record : response.getSection(section)) {
      if (record.getType() != org.xbill.DNS.Type.OPT) {
        String ttl = anyTtl && !wanted.isEmpty() ? "*" : Long.toString(record.getTTL());
        texts.add(
            String.join(
                " ",
                record.getName().toString(),
                ttl,
                org.xbill.DNS.Type.string(record.getType()),
                record.rdataToString()));
      }
    }
    return texts;
  }

  private static String flags(Message response) {
    List<String> flags = new ArrayList<>();
    for (int flag : new int[] {Flags.AA, Flags.TC}) {
      if (response.getHeader().getFlag(flag)) {
        flags.add(Flags.string(flag).toLowerCase(Locale.ROOT));
      }
    }
    return String.join(" ", flags);
  }

  /** Options as "CODE:HEX", the client subnet left out. */
  private static List<String> options(Message response) {
    if (response.getOPT() == null) {
      return List.of();
    }
    return response.getOPT().getOptions().stream()
        .filter(option -> option.getCode() != EDNSOption.Code.CLIENT_SUBNET)
        .map(option ->
            option.getCode()
                + ":"
                + HexFormat.of().formatHex(option.toWire(), 4, option.toWire().length))
        .toList();
  }

  private static ClientSubnetOption subnet(Message response, String where) {
    assertThat(response.getOPT()).as("%s OPT of\n%s", where, response).isNotNull();
    List<EDNSOption> options = response.getOPT().getOptions(EDNSOption.Code.CLIENT_SUBNET);
    assertThat(options).as("%s client subnet of\n%s", where, response).hasSize(1);
    return (ClientSubnetOption) options.getFirst();
  }
}
