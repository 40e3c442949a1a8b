/**
 * The {@code fleet} command: one tree of commands, those of operators and those that run servers.
 *
 * <p>In: arguments. Out: an exit code. Must not know what any command does.
 *
 * <pre>
 * Main -> command (operators: contract only) -> output, credential
 *      -> server, demo, doctor (compose the servers)
 * </pre>
 */
@NullMarked
package fleet.cli;

import org.jspecify.annotations.NullMarked;
