/**
 * The one error body of every HTTP interface, and the table of its codes.
 *
 * <p>In: nothing. Out: {@code Problem} on the wire, {@code ProblemException} in code that must
 * leave. Must not know who raises it.
 */
@NullMarked
package fleet.contract.problem;

import org.jspecify.annotations.NullMarked;
