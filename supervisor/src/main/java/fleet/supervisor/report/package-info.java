/**
 * Tells the API what the device is, on change and at least once per interval, and what its services
 * write.
 *
 * <p>In: observation, course and journal; the engine's log streams. Out: {@code StateReport} and
 * {@code LogLine} for the channel. Must not know what follows from them.
 */
@NullMarked
package fleet.supervisor.report;

import org.jspecify.annotations.NullMarked;
