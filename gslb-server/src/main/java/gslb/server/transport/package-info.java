/**
 * How messages arrive and answers leave: datagrams, connections and HTTP requests, each worker with
 * a scratch and counters of its own.
 *
 * <pre>
 *  datagram ───► UdpServer: a thread and a socket each ─┐   (native or portable DatagramCalls)
 *  connection ─► TcpServer: an event loop each ─────────┤
 *  over TLS ───► TlsServer: the same, encrypted ────────┼─► Worker ─► Answerer ─► bytes out
 *  request ────► HttpsServer: an event loop each ───────┘   (one catch: a bug costs one answer)
 *
 *  Connections: Doorkeeper ─► Guard a connection, Patrol an event loop   (limits, proxies)
 *  files ─► CertificateFiles ─► Certificate ─► TlsServer, HttpsServer
 * </pre>
 *
 * <p>May be imported by the wiring and by {@code cli}; imports {@code answer}, {@code linux} and
 * {@code stats}. One of the rooms of Vert.x.
 */
@NullMarked
package gslb.server.transport;

import org.jspecify.annotations.NullMarked;
