package gslb.server.config;

import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;

/**
 * What the server tells about itself to whoever asks over DNS.
 *
 * @param nsid its name in the NSID option, id.server and hostname.bind, 0..128 ASCII characters;
 *     empty = not told
 * @param version what version.bind and version.server say, likewise
 */
public record IdentitySection(String nsid, String version) {
  private static final int LONGEST = 128;

  static IdentitySection read(YamlMapping identity, String node) {
    IdentitySection read =
        new IdentitySection(
            identity.optional("nsid", shortText(), node),
            identity.optional("version", shortText(), ""));
    identity.refuseOtherKeys();
    return read;
  }

  private static Expected<String> shortText() {
    return Expected.text(
        "text of at most 128 printable ASCII characters",
        text ->
            text.length() <= LONGEST && text.chars().allMatch(c -> c >= ' ' && c <= '~')
                ? text
                : null);
  }
}
