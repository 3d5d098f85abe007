package gslb.server.cli;

import gslb.server.control.AdminClient;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gslb explain}. */
@Command(
    name = "explain",
    description = "Shows what a running server answers a client, and why.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb explain www.example.com A --client 84.160.0.1     a resolver that asks for itself",
      "  gslb explain www.example.com A --ecs 84.160.0.0/24     one that tells its client's"
          + " network",
      "  gslb explain www.example.com A --at 4.17               as it was answered a moment ago",
      "  gslb explain www.example.com AAAA --json               for scripts"
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();

  @Parameters(index = "0", paramLabel = "NAME", description = "The name asked for.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TYPE",
      defaultValue = "A",
      description = "The type asked for. Without it, ${DEFAULT-VALUE}.")
  private String type = "A";

  @ArgGroup private Client client = new Client();

  @Option(
      names = "--at",
      paramLabel = "SNAPSHOT",
      description = "The snapshot to answer from, as explain names it. Without it, the one served.")
  private @Nullable String at;

  @Mixin private JsonOption json = new JsonOption();

  /** One way or the other to say who asks. */
  static final class Client {
    @Option(
        names = "--client",
        paramLabel = "ADDRESS",
        description = "The address the query comes from. Without it, 127.0.0.1.")
    private @Nullable String address;

    @Option(
        names = "--ecs",
        paramLabel = "NETWORK",
        description = "The network in its client subnet option, such as 192.0.2.0/24.")
    private @Nullable String network;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> question = new LinkedHashMap<>();
    question.put("name", name);
    question.put("type", type);
    if (client.address != null) {
      question.put("client", client.address);
    }
    if (client.network != null) {
      question.put("ecs", client.network);
    }
    if (at != null) {
      question.put("at", at);
    }
    AdminClient.Answer answer = admin.get(spec.commandLine().getErr(), "/v1/explain", question);
    Document explanation = new Document(answer.document());
    if (answer.code() != 200) {
      throw new FailedException(explanation.text("error"));
    }
    json.print(out, answer, () -> out.print(explanation.text("text")));
    return ExitStatus.OK;
  }
}
