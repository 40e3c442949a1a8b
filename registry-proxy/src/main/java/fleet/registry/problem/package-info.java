/**
 * How the registry says no: the codes of the OCI specification, and the exception that carries one.
 *
 * <p>In: nothing. Out: every other package throws it; {@code http} turns it into an answer. Must
 * not know who raises it.
 */
@NullMarked
package fleet.registry.problem;

import org.jspecify.annotations.NullMarked;
