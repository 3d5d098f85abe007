package gslb.zones;

/**
 * A key and its value.
 *
 * @param key as written
 * @param position of the key
 */
public record YamlEntry(String key, Position position, YamlNode value) {}
