/**
 * Published sets of definitions over a restart: a copy of the files of each of the last
 * generations, to start from when the folder is broken and to go back to (S-35, S-36).
 *
 * <pre>
 *  publish ─► GenerationStore.keep ─(own thread)─► state/generations/7.state (sealed, a zip)
 *  broken folder, rollback ◄─ a folder of its files ◄─ GenerationStore.unpack
 * </pre>
 *
 * <p>May be imported by {@code gslb.server.control} and above; imports {@code gslb.server.state}.
 */
@NullMarked
package gslb.server.generation;

import org.jspecify.annotations.NullMarked;
