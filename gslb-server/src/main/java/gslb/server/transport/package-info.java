/**
 * How messages arrive and answers leave: datagrams and connections, each worker with a scratch and
 * counters of its own.
 *
 * <pre>
 *  datagram ─► UdpServer: a thread and a socket each ─┐
 *                                                     ├─► Worker ─► Answerer ─► bytes out
 *  connection ─► TcpServer: an event loop each ───────┘   (one catch: a bug costs one answer)
 *                 └ MessageStream cuts it into messages
 * </pre>
 *
 * <p>May be imported by the wiring and by {@code cli}; imports {@code answer} and {@code stats}.
 * One of the rooms of Vert.x.
 */
@NullMarked
package gslb.server.transport;

import org.jspecify.annotations.NullMarked;
