/**
 * What an operator types: one class a command, each thin. Commands that ask a running server go
 * through its admin address; {@code check} reads the files itself; {@code serve}, {@code probe} and
 * {@code demo} run until they are told to stop.
 *
 * <p>Imported by nobody: {@code gslb.server.cli.Gslb} is where the process starts. The only room of
 * picocli.
 */
@NullMarked
package gslb.server.cli;

import org.jspecify.annotations.NullMarked;
