package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose connections are counted together. */
class AdmissionTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,    192.0.2.1,       true",
    "192.0.2.1,    192.0.2.2,       false",
    "2001:db8::1,  2001:db8::ff:2,  true",
    "2001:db8::1,  2001:db8:0:1::1, false",
    "::,           0.0.0.0,         false",
  })
  void whoSharesALimit(String one, String other, boolean same) {
    assertThat(
            Admission.Client.of(InetAddress.ofLiteral(one))
                .equals(Admission.Client.of(InetAddress.ofLiteral(other))))
        .isEqualTo(same);
  }
}
