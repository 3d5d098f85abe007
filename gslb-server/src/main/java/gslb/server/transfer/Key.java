package gslb.server.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/** A secret shared with a peer, under the name both know it by. Tells its secret to nobody. */
public final class Key {
  private static final int SHORTEST = 16;

  private final Name name;
  private final Algorithm algorithm;
  private final SecretKeySpec secret;

  /**
   * A key.
   *
   * @param secret 16 bytes or more
   */
  public Key(String name, Algorithm algorithm, byte[] secret) {
    this.name = Names.of(name);
    this.algorithm = algorithm;
    this.secret = new SecretKeySpec(secret, algorithm.mac);
  }

  /**
   * The secret in a file: base64, as tsig-keygen and keymgr print it.
   *
   * @throws IOException if it cannot be read or is none; the message names the file
   */
  public static byte[] secret(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new IOException("there is no readable file " + file, e);
    }
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no base64, which a secret is written in", e);
    }
    if (secret.length < SHORTEST) {
      throw new IOException(
          file
              + " holds a secret of "
              + secret.length
              + " bytes, expected "
              + SHORTEST
              + " or more: 'openssl rand -base64 32' makes one");
    }
    return secret;
  }

  /** Its name, a domain name. */
  public Name name() {
    return name;
  }

  Algorithm algorithm() {
    return algorithm;
  }

  /** What it is to dnsjava, which signs what we ask of others. */
  public TSIG tsig() {
    return new TSIG(Names.of(algorithm.wire()), name, secret);
  }

  /** Begins a signature. */
  Mac mac() {
    try {
      Mac mac = Mac.getInstance(algorithm.mac);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has the three
    }
  }

  @Override
  public String toString() {
    return "key " + name;
  }
}
