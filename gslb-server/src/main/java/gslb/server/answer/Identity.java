package gslb.server.answer;

import gslb.server.wire.OptRecord;
import gslb.server.wire.ServerCookies;
import java.nio.charset.StandardCharsets;

/**
 * What a server shows of itself over DNS: the same for all of its workers.
 *
 * @param nsid its name for who asks which server answers (RFC 5001, RFC 4892), 0..{@value
 *     OptRecord#MAX_NSID} ASCII characters; empty = not told
 * @param version what it says it runs, of the same length; empty = not told
 * @param cookies makes and verifies its cookies
 * @param requireCookies whether a client that speaks cookies is answered over UDP only with a valid
 *     one
 */
public record Identity(String nsid, String version, ServerCookies cookies, boolean requireCookies) {

  /** One that tells nothing, with cookies of its own. */
  public static Identity untold() {
    return new Identity("", "", ServerCookies.ofThisProcess(), false);
  }

  /** As it stands in messages. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
