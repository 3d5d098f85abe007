package gslb.health.cluster;

import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import java.util.Map;

/** Small reports. */
final class Reports {

  private Reports() {}

  static StatusReport of(
      String vantage, String datacenter, long epoch, long sequence, String target) {
    return new StatusReport(
        new StatusKey(vantage, datacenter),
        "eu",
        epoch,
        sequence,
        Map.of(new Endpoint("tcp", target), new MemberStatus(true, "ok in 3 ms")));
  }
}
