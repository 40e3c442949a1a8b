/**
 * The commands that operators and developers type, one class each, and the tree and the runner that
 * every command of {@code fleet} goes through.
 *
 * <p>In: arguments, the operator API's records. Out: answers on standard output, an exit code. Must
 * not know the servers: it speaks to them over the wire, by the contract alone.
 *
 * <pre>
 * CommandRunner --finds--> Leaf --makes--> Command --asks--> Api --> answer --> Terminal
 *       `--------- every failure becomes one sentence, a hint and an ExitCode
 * </pre>
 */
@NullMarked
package fleet.cli.command;

import org.jspecify.annotations.NullMarked;
