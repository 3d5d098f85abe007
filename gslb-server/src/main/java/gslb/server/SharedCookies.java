package gslb.server;

import gslb.server.config.CookieSecretFile;
import gslb.server.wire.ServerCookies;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's cookies, and the file their secrets come from, if they come from one. */
record SharedCookies(ServerCookies cookies, @Nullable Path file) {
  private static final Logger log = LoggerFactory.getLogger(SharedCookies.class);

  static SharedCookies open(@Nullable Path file) throws StartException {
    if (file == null) {
      return new SharedCookies(ServerCookies.ofThisProcess(), null);
    }
    try {
      return new SharedCookies(new ServerCookies(CookieSecretFile.read(file)), file);
    } catch (IOException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Reads the secrets anew, so that they roll without a restart; broken ones change nothing. */
  void reload() {
    if (file == null) {
      return;
    }
    try {
      cookies.replace(CookieSecretFile.read(file));
    } catch (IOException e) {
      log.warn("cookies go on with the secrets they had: {}", e.getMessage());
    }
  }
}
