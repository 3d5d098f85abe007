package gslb.server.transport;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;

/** Vert.x as this program wants it: event loops, without a cache of files on disk. */
public final class EventLoops {
  private EventLoops() {}

  /** New ones, on the sockets of the JDK. */
  public static Vertx open() {
    return open(Transport.NIO);
  }

  static Vertx open(Transport sockets) {
    FileSystemOptions noCache =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return Vertx.builder()
        .with(new VertxOptions().setFileSystemOptions(noCache))
        .withTransport(sockets)
        .build();
  }
}
