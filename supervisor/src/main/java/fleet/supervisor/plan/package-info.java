/**
 * What the device should do next, and why.
 *
 * <p>In: the device as observed, the goal, and what is being fetched. Out: steps that may run now,
 * and reasons for what must wait. Pure: no I/O, clock, threads or logging.
 */
@NullMarked
package fleet.supervisor.plan;

import org.jspecify.annotations.NullMarked;
