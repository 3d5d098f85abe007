/**
 * The processes, put together: which part gets which other part, in which order they start and
 * stop. Wiring only; whatever decides something lives below.
 *
 * <pre>
 *  GslbServer:   files ─► Reloader ─┐                 ┌─► UdpServer, TcpServer
 *                StatusMap ─► VerdictFeed ─► SnapshotRef
 *                ProbeAgent ─► StatusMap              └─► AdminServer
 *  GslbProber:   files ─► ProbeAgent ─► StatusMap
 * </pre>
 *
 * <p>May be imported by {@code cli} and {@code demo}; imports every room below.
 */
@NullMarked
package gslb.server;

import org.jspecify.annotations.NullMarked;
