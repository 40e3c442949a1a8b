/**
 * The builder's door: what it is given, and the server that composes its parts.
 *
 * <p>In: a configuration and a database. Out: an SSH port that takes pushes and an internal port
 * that takes uploads. Must not know other servers' classes; it meets them on the wire.
 */
@NullMarked
package fleet.builder;

import org.jspecify.annotations.NullMarked;
