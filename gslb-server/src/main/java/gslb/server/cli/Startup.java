package gslb.server.cli;

import gslb.server.StartException;
import gslb.zones.HostPort;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What is said when something starts, or does not. */
final class Startup {
  private Startup() {}

  /** What the JDK logs goes where everything else is logged. Commands that end soon need not. */
  static void takeOverLogs() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** Prints every problem; what is left to say is in the exception. */
  static FailedException failed(StartException failure, PrintWriter err) {
    failure.problems().forEach(err::println);
    return new FailedException(String.valueOf(failure.getMessage()), failure);
  }

  static String text(List<InetSocketAddress> addresses) {
    return addresses.stream().map(Startup::text).collect(Collectors.joining(", "));
  }

  static String text(InetSocketAddress address) {
    return HostPort.of(address).toString();
  }
}
