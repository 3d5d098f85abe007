/**
 * Whole-server scenarios as text: definitions, queries with what is expected of them, health and
 * time in between. The grammar stands in {@code src/test/resources/scenarios/README.md}.
 *
 * <p>Each scenario runs against the responder in memory and over real sockets; dnsjava reads our
 * bytes, so the judge is not the defendant.
 */
@NullMarked
package gslb.server.scenario;

import org.jspecify.annotations.NullMarked;
