package gslb.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that was run in this process: its exit status and all it printed. */
record Ran(int status, String out, String err) {

  static Ran of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Gslb.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Ran(status, out.toString(), err.toString());
  }
}
