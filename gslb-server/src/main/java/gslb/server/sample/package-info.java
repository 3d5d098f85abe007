/**
 * What is noted of a sample of the answers, until the control side has read it: numbers in rings,
 * one writer and one reader each, nobody ever waits.
 *
 * <pre>
 *  worker: Recorder ─► Samples ─► Ring of query entries    ─► control side: querylog
 *                            └──► Ring of decision entries ─►
 *                  ◄── Sampling (one of how many; null = off)
 * </pre>
 *
 * <p>Hot: no allocation, lock or string. May be imported by {@code answer}, which writes, and by
 * {@code querylog}, which reads; imports nothing of ours.
 */
@NullMarked
package gslb.server.sample;

import org.jspecify.annotations.NullMarked;
