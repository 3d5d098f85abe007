package gslb.server.peer;

import java.nio.file.Path;
import java.util.List;

/** BIND; a zone's lines are those of its {@code zone} statement. */
public record Bind() implements Software {
  @Override
  public String daemon() {
    return "named";
  }

  @Override
  public String debianPackage() {
    return "bind9";
  }

  @Override
  public String configuration(PeerSetup setup, Path folder) {
    StringBuilder text =
        new StringBuilder(
            """
            options {
              directory "%2$s";
              listen-on port %1$d { 127.0.0.1; };
              listen-on-v6 { none; };
              pid-file none;
              session-keyfile none;
              recursion no;
              empty-zones-enable no;
              dnssec-validation no;
              minimal-responses no-auth;
              check-integrity no;
              check-names primary ignore;
              check-names secondary ignore;
              notify explicit;
            };
            controls { };
            %3$s
            """
                .formatted(setup.port(), folder, setup.blocks()));
    for (PeerZone zone : setup.zones()) {
      String kind =
          switch (zone) {
            case PeerZone.Primary _ -> "primary";
            case PeerZone.Secondary _ -> "secondary";
          };
      text.append(
          "zone \"%s\" {\n  type %s;\n  file \"%s\";\n%s};\n"
              .formatted(zone.absolute(), kind, zone.file(folder), zone.lines().indent(2)));
    }
    return text.toString();
  }

  @Override
  public List<String> arguments(Path configuration) {
    return List.of("-g", "-4", "-n", "1", "-c", configuration.toString());
  }
}
