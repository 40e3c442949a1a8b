/**
 * What {@code bin/measure} prints: our figures beside the peer's and the target, from one run.
 *
 * <p>In: the commands a user types, run as processes. Out: rows, as a table or as JSON. Must not
 * know any class behind those commands, and never decides a test.
 */
@NullMarked
package fleet.cli.measure;

import org.jspecify.annotations.NullMarked;
