package gslb.health.status;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.AddressText;
import gslb.zones.AnswerType;
import gslb.zones.Member;
import gslb.zones.MinimumHealthy;
import gslb.zones.Pool;
import gslb.zones.Selection;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is checked of a member, for each type it is asked for: not always what it answers. */
class EndpointTest {

  @ParameterizedTest(name = "{0}, checked at {1}: A {2}, AAAA {3}, CNAME {4}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          v4,      -,        192.0.2.1, -,           -
          v4,      10.0.0.1, 10.0.0.1,  -,           -
          v4 v6,   -,        192.0.2.1, 2001:db8::1, -
          v4 v6,   10.0.0.1, 10.0.0.1,  10.0.0.1,    -
          v6,      10.0.0.1, -,         10.0.0.1,    -
          cname,   -,        -,         -,           a.example.
          cname,   m.example., -,       -,           m.example.
          records, -,        -,         -,           -
          records, 10.0.0.1, 10.0.0.1,  -,           -
          v6 records, 10.0.0.1, -,      10.0.0.1,    -
          """)
  void checked(String has, String checkAddress, String a, String aaaa, String cname) {
    Map<AnswerType, List<String>> records =
        has.contains("records") ? Map.of(AnswerType.TXT, List.of("x")) : Map.of();
    Member member =
        new Member(
            "m",
            "fra",
            has.contains("v4") ? (Inet4Address) AddressText.parse("192.0.2.1") : null,
            has.contains("v6") ? (Inet6Address) AddressText.parse("2001:db8::1") : null,
            has.contains("cname") ? "a.example." : null,
            1,
            0,
            true,
            records,
            checkAddress);
    assertThat(target(member, AnswerType.A)).isEqualTo(a);
    assertThat(target(member, AnswerType.AAAA)).isEqualTo(aaaa);
    assertThat(target(member, AnswerType.CNAME)).isEqualTo(cname);
    assertThat(target(member, AnswerType.TXT)).as("records cannot be probed").isNull();
  }

  private static String target(Member member, AnswerType type) {
    Pool pool =
        new Pool("web", "up", Selection.WEIGHTED, 1, new MinimumHealthy.Count(1), List.of(member));
    Endpoint endpoint = Endpoint.of(pool, member, type);
    return endpoint == null ? null : endpoint.target();
  }
}
