package gslb.server.cli;

import gslb.server.control.AdminClient;
import gslb.server.demo.DemoPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.Model.CommandSpec;

/** Stops or starts a member of the demo that runs on this machine. */
record DemoChange(CommandSpec spec) {

  int post(String verb, String member) {
    AdminClient client =
        new AdminClient(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), DemoPlan.CONTROL_PORT));
    try {
      AdminClient.Answer answer = client.post("/" + verb + "/" + member);
      Document members = new Document(answer.document());
      if (answer.code() != 200) {
        throw new FailedException(members.text("error"));
      }
      spec.commandLine()
          .getOut()
          .println(
              "running: "
                  + String.join(" ", members.texts("running"))
                  + "; stopped: "
                  + String.join(" ", members.texts("stopped")));
      return ExitStatus.OK;
    } catch (IOException e) {
      throw new FailedException("no demo runs here; start one with 'gslb demo'", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted", e);
    }
  }
}
