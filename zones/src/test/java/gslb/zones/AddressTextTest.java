package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses, networks and sockets as operators write them. */
class AddressTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1         | 192.0.2.1
          2001:db8::1       | 2001:db8:0:0:0:0:0:1
          010.0.0.1         | -
          10.1              | -
          ::ffff:192.0.2.1  | -
          fe80::1%eth0      | -
          www.example.com   | -
          """)
  void addresses(String text, String expected) {
    InetAddress read = AddressText.parse(text);
    assertThat(read == null ? "-" : read.getHostAddress()).isEqualTo(expected);
  }

  /** RFC 5952 §4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1               | 192.0.2.1
          2001:0db8:0:0:0:0:0:1   | 2001:db8::1
          2001:DB8:0:0:1:0:0:0    | 2001:db8:0:0:1::
          2001:db8:0:0:1:0:0:1    | 2001:db8::1:0:0:1
          2001:db8:0:1:1:1:1:1    | 2001:db8:0:1:1:1:1:1
          0:0:0:0:0:0:0:0         | ::
          0:0:0:0:0:0:0:1         | ::1
          1:0:0:0:0:0:0:0         | 1::
          1:2:3:4:5:6:7:8         | 1:2:3:4:5:6:7:8
          """)
  void oneWayToWriteThem(String text, String expected) {
    assertThat(AddressText.of(InetAddress.ofLiteral(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1/32      | 192.0.2.1/32
          10.0.0.0/8        | 10.0.0.0/8
          0.0.0.0/0         | 0.0.0.0/0
          2001:db8::/32     | 2001:db8::/32
          192.0.2.1/24      | -
          192.0.2.0/33      | -
          192.0.2.0         | -
          192.0.2/24        | -
          192.0.02.0/24     | -
          2001:db8::/129    | -
          ::ffff:1.2.3.0/120 | -
          fe80::1%eth0/64   | -
          example.com/24    | -
          """)
  void prefixes(String text, String expected) {
    Prefix read = AddressText.prefix(text);
    assertThat(read == null ? "-" : read.toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          127.0.0.1:53      | 127.0.0.1:53
          [::]:53           | [::]:53
          ns1.example.com:0 | ns1.example.com:0
          127.0.0.1         | -
          ::1:53            | -
          [::1]             | -
          [127.0.0.1]:53    | -
          a:65536           | -
          a:                | -
          :53               | -
          """)
  void hostPorts(String text, String expected) {
    HostPort read = HostPort.parse(text);
    assertThat(read == null ? "-" : read.toString()).isEqualTo(expected);
  }
}
