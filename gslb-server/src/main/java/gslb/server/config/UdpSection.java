package gslb.server.config;

import gslb.server.transport.DatagramCalls;
import gslb.server.transport.UdpSockets;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.util.Map;

/** The section {@code udp} of server.yaml. */
final class UdpSection {
  private static final int LEAST = 64 << 10;
  private static final int MOST = 1 << 30;

  private UdpSection() {}

  static UdpSockets read(YamlMapping udp) {
    Map<String, DatagramCalls> words =
        Map.of(
            "auto", DatagramCalls.best(),
            "native", DatagramCalls.NATIVE,
            "portable", DatagramCalls.PORTABLE);
    UdpSockets read =
        new UdpSockets(
            udp.optional("calls", Expected.word(words), DatagramCalls.best()),
            udp.optional(
                "receive_buffer", Expected.integer(LEAST, MOST), UdpSockets.RECEIVE_BUFFER),
            udp.optional("pin", Expected.bool(), false));
    if (read.pin() && !DatagramCalls.NATIVE.available()) {
      udp.problems()
          .error(
              udp.positionOf("pin"),
              "udp.pin: this system has no call to pin threads, which needs Linux on x86-64 or"
                  + " 64-bit ARM; leave it out");
    }
    udp.refuseOtherKeys();
    return read;
  }
}
