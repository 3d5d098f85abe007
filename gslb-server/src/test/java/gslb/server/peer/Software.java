package gslb.server.peer;

import java.nio.file.Path;
import java.util.List;

/** A name server that can be started: how it is called, and how it is told what to do. */
public sealed interface Software permits Bind, Knot, Nsd {
  /** All there are. */
  List<Software> ALL = List.of(new Nsd(), new Knot(), new Bind());

  /** Its daemon. */
  String daemon();

  /** The Debian package that has it. */
  String debianPackage();

  /** Its configuration, which keeps all it writes in that folder. */
  String configuration(PeerSetup setup, Path folder);

  /** The daemon's arguments: in the foreground, without privileges to drop. */
  List<String> arguments(Path configuration);

  /** The one with that daemon. */
  static Software named(String daemon) {
    return ALL.stream()
        .filter(software -> software.daemon().equals(daemon))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no peer "
                    + daemon
                    + ", there are "
                    + ALL.stream().map(Software::daemon).toList()));
  }

  /** The daemon's file. */
  default Path installed() {
    return Installed.program(daemon(), debianPackage());
  }
}
