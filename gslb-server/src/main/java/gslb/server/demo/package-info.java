/**
 * Three regions in one process, with members to stop: everything but the network between them is
 * real.
 *
 * <pre>
 *  DemoMembers: fra-1 ... sin-2 ◄── probes ── GslbServer (eu-1)   member of gslb-eu, client of ↓
 *   ▲ stop, start               ◄── probes ── GslbProber (na-1)   member of gslb-na
 *  DemoControl ◄── gslb demo    ◄── probes ── GslbProber (ap-1)   member of gslb-ap
 * </pre>
 *
 * <p>May be imported by {@code cli}; imports the wiring. One of the rooms of Vert.x.
 */
@NullMarked
package gslb.server.demo;

import org.jspecify.annotations.NullMarked;
