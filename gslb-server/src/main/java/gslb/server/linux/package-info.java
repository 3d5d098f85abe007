/**
 * Linux's calls for many datagrams at once, {@code recvmmsg(2)} and {@code sendmmsg(2)}, over the
 * foreign-function API; and those by which a process hands its sockets to another one ({@code
 * unix(7)}) and keeps a thread on a processor.
 *
 * <pre>
 *  kernel ─► BatchSocket.receive ─► DatagramBatch: up to 64 messages, each with its sender and the
 *                                        │         address it was sent to, in one piece of memory
 *  kernel ◄─ BatchSocket.send ◄──────────┘ answers, written over the messages
 * </pre>
 *
 * <p>No exception and no allocation for a datagram: a failed call is a negative {@link
 * gslb.server.linux.Errno}. Beside them {@code setpriority(2)}, by which threads yield to those
 * that answer, and {@link gslb.server.linux.ServiceManager}, which systemd hears. May be imported
 * by {@code transport}, {@code handover}, {@code control}, {@code cli} and the wiring; imports
 * nothing of ours. The only room of {@code java.lang.foreign}.
 */
@NullMarked
package gslb.server.linux;

import org.jspecify.annotations.NullMarked;
