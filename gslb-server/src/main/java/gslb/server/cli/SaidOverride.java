package gslb.server.cli;

import gslb.server.control.AdminClient;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands drain, down, up and weight have in common. */
final class SaidOverride {
  private SaidOverride() {}

  /** Says it to a server and prints what came of it; gives the exit status. */
  static int say(
      CommandSpec spec, AdminOption admin, JsonOption json, Map<String, String> parameters) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    AdminClient.Answer answer = admin.post(err, "/v1/overrides", parameters);
    Document said = new Document(answer.document());
    if (answer.code() != 200) {
      throw new FailedException(said.text("error"));
    }
    json.print(out, answer, () -> OverrideText.said(out, said));
    return ExitStatus.OK;
  }
}
