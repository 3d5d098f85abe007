package gslb.server.cli;

import gslb.server.control.AdminClient;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gslb journal}. */
@Command(
    name = "journal",
    description = "Shows what has happened to members: who, what, when, why.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb journal                               the last 24 hours",
      "  gslb journal --since 2h --target 'web/*'   of a pool's members",
      "  gslb journal --json                        for scripts",
      "",
      "Exit status: 0 shown, 2 refused or nobody is there."
    })
final class JournalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "How far back, such as 2h; 24h without it.")
  private @Nullable String since;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "Only what concerns it: POOL/MEMBER, a datacenter or a pool; * as for drain.")
  private @Nullable String target;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> parameters = new LinkedHashMap<>();
    if (since != null) {
      parameters.put("since", since);
    }
    if (target != null) {
      parameters.put("target", target);
    }
    AdminClient.Answer answer = admin.get(spec.commandLine().getErr(), "/v1/journal", parameters);
    Document journal = new Document(answer.document());
    if (answer.code() != 200) {
      throw new FailedException(journal.text("error"));
    }
    json.print(out, answer, () -> journal.documents("entries").forEach(e -> print(out, e)));
    return ExitStatus.OK;
  }

  /** {@code 2026-11-01T12:00:00Z web/fra-1 down 0 of 2 vantages see it up (eu-1: down, …)}. */
  private static void print(PrintWriter out, Document entry) {
    String members = String.join(", ", entry.texts("members"));
    String who = String.join("; ", entry.texts("who"));
    out.println(
        "%s  %-9s  %s%s  %s: %s%s"
            .formatted(
                entry.text("at"),
                entry.text("event"),
                entry.text("target"),
                members.isEmpty() ? "" : " of " + members,
                entry.text("word"),
                entry.text("why"),
                who.isEmpty() ? "" : " (" + who + ")"));
  }
}
