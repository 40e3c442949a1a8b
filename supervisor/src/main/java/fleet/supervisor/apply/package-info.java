/**
 * Carries out the steps of a plan on the engine.
 *
 * <p>In: a plan. Out: orders to the engine and to whoever fetches images; what failed. Must not
 * decide anything: which steps, and in which order, is the plan's.
 */
@NullMarked
package fleet.supervisor.apply;

import org.jspecify.annotations.NullMarked;
