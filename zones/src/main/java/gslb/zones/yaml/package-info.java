/**
 * YAML that knows where each value stands, for every YAML file of the house.
 *
 * <pre>
 *  text ─► YamlFile ─► YamlMapping, YamlList, YamlScalar ─► Expected ─► a value
 *                                                              └─► Problems, with the value's position
 * </pre>
 *
 * <p>May be imported by {@code gslb.zones} and {@code gslb.server.config}; imports {@code
 * gslb.zones.problem}. The only room of the YAML reader.
 */
@NullMarked
package gslb.zones.yaml;

import org.jspecify.annotations.NullMarked;
