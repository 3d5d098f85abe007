package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.spi.merge.SplitBrainMergeTypes.ReplicatedMapMergeTypes;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P20: after a healed split the later version stays, whichever side it comes from. */
class LatestReportPolicyTest {

  private final ReportCodec codec = new ReportCodec(null);

  @ParameterizedTest(name = "{0} comes to {1}: {2} stays")
  @CsvSource({
    "1.5, 1.4, 1.5",
    "1.4, 1.5, 1.5",
    "2.1, 1.99, 2.1",
    "1.99, 2.1, 2.1",
    "1.1, , 1.1",
  })
  void theLaterVersionStays(String coming, String there, String stays) {
    byte[] merged =
        new LatestReportPolicy().merge(entry(coming), there == null ? null : entry(there));
    assertThat(merged).isEqualTo(bytes(stays));
  }

  private byte[] bytes(String version) {
    String[] parts = version.split("\\.");
    return codec.encode(
        Reports.of("eu-1", "fra", Long.parseLong(parts[0]), Long.parseLong(parts[1]), "192.0.2.1"));
  }

  /** Only the value of an entry is ever asked for. */
  @SuppressWarnings("unchecked")
  private ReplicatedMapMergeTypes<String, byte[]> entry(String version) {
    return (ReplicatedMapMergeTypes<String, byte[]>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ReplicatedMapMergeTypes.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getDeserializedValue");
              return bytes(version);
            });
  }
}
