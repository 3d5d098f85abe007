/**
 * What may change a running server, and what it says of itself. Everything that is published goes
 * through one control thread; nothing here is ever waited for by a query.
 *
 * <pre>
 *  files ─────► Reloader ──┐
 *  fetched zones ──────────┤
 *  geo files ─► GeoFeed ───┼─► SnapshotRef ─► (answer path)
 *  statuses ─► VerdictFeed ┘
 *
 *  AdminClient ─► AdminServer ─► AdminActions: health, metrics, status, explain, reload
 *  (cli)          (HTTP)
 * </pre>
 *
 * <p>May be imported by the wiring, {@code cli} and {@code demo}. One of the rooms of Vert.x.
 */
@NullMarked
package gslb.server.control;

import org.jspecify.annotations.NullMarked;
