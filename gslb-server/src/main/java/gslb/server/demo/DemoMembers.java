package gslb.server.demo;

import gslb.zones.Check;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Monitor;
import gslb.zones.Pool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The members of the definitions that live on loopback, as small HTTP servers that can be stopped
 * and started one by one.
 */
final class DemoMembers {
  private final Vertx vertx;
  private final Map<String, InetSocketAddress> addresses = new TreeMap<>();
  private final Map<String, HttpServer> running = new ConcurrentHashMap<>();

  DemoMembers(Vertx vertx, Declarations declarations) {
    this.vertx = vertx;
    for (Pool pool : declarations.pools().values()) {
      Monitor monitor = declarations.monitors().get(pool.monitor());
      if (monitor != null && monitor.check() instanceof Check.Http http) {
        for (Member member : pool.members()) {
          InetAddress address = member.v4();
          if (address != null && address.isLoopbackAddress()) {
            addresses.put(member.name(), new InetSocketAddress(address, http.port()));
          }
        }
      }
    }
  }

  /** Every member's name, sorted. */
  List<String> names() {
    return List.copyOf(addresses.keySet());
  }

  /** Whether a member by that name runs. */
  boolean runs(String name) {
    return running.containsKey(name);
  }

  /** Starts every member; fails if one of the addresses cannot be had. */
  Future<?> startAll() {
    return Future.all(names().stream().map(this::start).toList());
  }

  /** Starts a member; nothing happens if it runs. */
  Future<?> start(String name) {
    InetSocketAddress address = addresses.get(name);
    if (address == null || runs(name)) {
      return Future.succeededFuture();
    }
    String host = address.getAddress().getHostAddress();
    return vertx
        .createHttpServer()
        .requestHandler(request -> request.response().end(name + " is well\n"))
        .listen(address.getPort(), host)
        .onSuccess(server -> running.put(name, server))
        .recover(failure ->
            Future.failedFuture(
                new IOException(
                    "cannot run member %s on %s port %d: %s"
                        .formatted(name, host, address.getPort(), failure.getMessage()),
                    failure)));
  }

  /** Stops a member as if its machine had died; nothing happens if it does not run. */
  Future<?> stop(String name) {
    HttpServer server = running.remove(name);
    return server == null ? Future.succeededFuture() : server.close();
  }
}
