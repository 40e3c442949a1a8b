/**
 * How things look to the person at the terminal: tables, times, sizes, calm colours.
 *
 * <p>In: text and values. Out: lines. Only {@code Terminal} touches streams; the rest is pure. Must
 * not know commands, servers or the wire.
 */
@NullMarked
package fleet.cli.output;

import org.jspecify.annotations.NullMarked;
