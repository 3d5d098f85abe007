package gslb.server.peer;

import java.nio.file.Path;
import java.util.List;

/** NSD; a zone's lines are those of its {@code zone:} clause. */
public record Nsd() implements Software {
  @Override
  public String daemon() {
    return "nsd";
  }

  @Override
  public String debianPackage() {
    return "nsd";
  }

  @Override
  public String configuration(PeerSetup setup, Path folder) {
    StringBuilder text =
        new StringBuilder(
            """
            server:
              ip-address: 127.0.0.1
              port: %1$d
              username: ""
              chroot: ""
              server-count: 1
              database: ""
              zonesdir: "%2$s"
              xfrdir: "%2$s"
              xfrdfile: "%2$s/xfrd.state"
              zonelistfile: "%2$s/zone.list"
              pidfile: "%2$s/nsd.pid"
              minimal-responses: yes
              rrl-ratelimit: 0
              verbosity: 1
            remote-control:
              control-enable: no
            %3$s
            """
                .formatted(setup.port(), folder, setup.blocks()));
    for (PeerZone zone : setup.zones()) {
      text.append(
          """
          zone:
            name: "%s"
            zonefile: "%s"
          """
              .formatted(zone.absolute(), zone.file(folder)));
      text.append(zone.lines().indent(2));
    }
    return text.toString();
  }

  @Override
  public List<String> arguments(Path configuration) {
    return List.of("-d", "-c", configuration.toString());
  }
}
