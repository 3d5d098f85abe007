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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gslb restore}. */
@Command(
    name = "restore",
    description =
        "Takes operators' words back and lets members come back that wait for it"
            + " (resume: manual) or are held down: the vantages decide again.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb restore fra                      what was said of the datacenter, not of its members",
      "  gslb restore '*/*'                    everything that was said of members",
      "",
      "Exit status: 0 done, or there was nothing to restore; 2 refused or nobody is there."
    })
final class RestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      description = "As it was written for drain, down, up or weight; with * whatever matches.")
  private String target = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why: shown by journal.")
  private @Nullable String reason;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description = "Who says so. Without it, USER@HOST.")
  private @Nullable String owner;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("target", target);
    parameters.put("owner", OverrideOptions.owner(owner));
    if (reason != null) {
      parameters.put("reason", reason);
    }
    AdminClient.Answer answer =
        admin.delete(spec.commandLine().getErr(), "/v1/overrides", parameters);
    Document restored = new Document(answer.document());
    if (answer.code() != 200) {
      throw new FailedException(restored.text("error"));
    }
    json.print(out, answer, () -> OverrideText.restored(out, restored));
    return ExitStatus.OK;
  }
}
