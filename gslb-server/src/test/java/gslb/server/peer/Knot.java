package gslb.server.peer;

import java.nio.file.Path;
import java.util.List;

/** Knot DNS; a zone's lines are those of its item of {@code zone:}. */
public record Knot() implements Software {
  @Override
  public String daemon() {
    return "knotd";
  }

  @Override
  public String debianPackage() {
    return "knot";
  }

  @Override
  public String configuration(PeerSetup setup, Path folder) {
    StringBuilder text =
        new StringBuilder(
            """
            server:
              rundir: "%2$s"
              listen: 127.0.0.1@%1$d
              udp-workers: 1
              tcp-workers: 1
              background-workers: 1
            database:
              storage: "%2$s"
            log:
              - target: stdout
                any: info
            %3$s
            template:
              - id: default
                semantic-checks: soft
                zonefile-load: whole
                journal-content: none
            zone:
            """
                .formatted(setup.port(), folder, setup.blocks()));
    for (PeerZone zone : setup.zones()) {
      text.append(
          """
            - domain: %s
              file: "%s"
          """
              .formatted(zone.absolute(), zone.file(folder)));
      text.append(zone.lines().indent(4));
    }
    return text.toString();
  }

  @Override
  public List<String> arguments(Path configuration) {
    return List.of("-c", configuration.toString());
  }
}
