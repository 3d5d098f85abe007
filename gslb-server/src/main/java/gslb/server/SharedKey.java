package gslb.server;

import gslb.health.cluster.ClusterKey;
import gslb.server.config.ClusterKeyFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this host's entries in the clusters are signed with, and the file it comes from; both null
 * where they are not signed.
 */
record SharedKey(@Nullable ClusterKey key, @Nullable Path file) {
  private static final Logger log = LoggerFactory.getLogger(SharedKey.class);

  static SharedKey open(@Nullable Path file) throws StartException {
    if (file == null) {
      return new SharedKey(null, null);
    }
    try {
      return new SharedKey(new ClusterKey(ClusterKeyFile.read(file)), file);
    } catch (IOException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Reads the secrets anew, so that they roll without a restart; broken ones change nothing. */
  void reload() {
    if (file == null || key == null) {
      return;
    }
    try {
      key.replace(ClusterKeyFile.read(file));
    } catch (IOException e) {
      log.error("statuses go on with the key they had: {}", e.getMessage());
    }
  }
}
