/**
 * Who may do more than ask: keys, signatures on messages, zone transfers, and notices of change.
 *
 * <pre>
 *  message ─► Privileges ─ signed? ─► SignedQuery: checked against the keys, cut off ─┐
 *                 │                                                                   │
 *                 └─ AXFR, IXFR ─► AccessList ─► ZoneStream ─► messages, each made    │
 *                                                 when the last has been taken        │
 *                 ├─ NOTIFY ─► Notices ─► (who refreshes the zone)                    │
 *             anything else ─► answer.Responder ◄─────────────────────────────────────┘
 *                                   └─► Signer, if the query was signed
 *
 *  published definitions ─► Notifier ─► NOTIFY to secondaries until they acknowledge
 * </pre>
 *
 * <p>May be imported by {@code transport}, {@code config} and the wiring; imports {@code answer},
 * {@code snapshot}, {@code wire}. One of the rooms of dnsjava. Off the hot path: allocates freely.
 */
@NullMarked
package gslb.server.transfer;

import org.jspecify.annotations.NullMarked;
