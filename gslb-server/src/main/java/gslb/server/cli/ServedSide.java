package gslb.server.cli;

import gslb.geo.PlaceTable;
import gslb.server.config.ServerConfig;
import gslb.server.control.AdminClient;
import gslb.server.control.ServedVerdicts;
import gslb.zones.Declarations;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a running server serves, as far as a command on the same host can find out. */
final class ServedSide {
  private ServedSide() {}

  /**
   * What it makes its plans of.
   *
   * @throws FailedException if none answers, or it does not tell
   */
  static ServedVerdicts ask(AdminOption admin, PrintWriter err) {
    AdminClient.Answer answer = admin.get(err, "/v1/verdicts", Map.of());
    if (answer.code() != 200) {
      throw new FailedException(
          "the server does not tell its verdicts, it is an older one: "
              + new Document(answer.document()).text("error"));
    }
    try {
      return ServedVerdicts.read(answer.document());
    } catch (IllegalArgumentException e) {
      throw new FailedException("what answers there is no gslb server", e);
    }
  }

  /**
   * The definitions it serves, read from where it found them.
   *
   * @throws FailedException if they are not there any more
   */
  static Side of(ServedVerdicts served, ServerConfig config, PrintWriter err) {
    Declarations declarations = GeoInput.declarations(served.definitions(), config, err);
    if (!declarations.digest().equals(served.digest())) {
      throw new FailedException(
          served.definitions()
              + " is no longer what the server serves as generation "
              + served.generation()
              + ": compare a new folder before you put it there, or name the old one:"
              + " gslb plan OLD NEW");
    }
    return new Side(
        served.definitions(),
        declarations,
        served.generation(),
        new TreeSet<>(),
        served.usability());
  }

  /** What may make a comparison untrue. */
  static List<String> warnings(ServedVerdicts served, PlaceTable places) {
    String here =
        places.databases().stream()
            .map(database -> database.name() + " of " + database.built())
            .collect(Collectors.joining(", "));
    return here.equals(served.geo())
        ? List.of()
        : List.of(
            "the server locates clients by %s, this command by %s: name the server's --config"
                .formatted(served.geo(), here));
  }
}
