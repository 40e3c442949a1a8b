/**
 * The supervisor of one device: reads its options, builds the graph, and runs the loop observe,
 * plan, apply, observe again.
 *
 * <p>In: options, the target of the API, what the engine says. Out: running containers, reports.
 * Must not know how a server works inside: it meets them on the wire.
 */
@NullMarked
package fleet.supervisor;

import org.jspecify.annotations.NullMarked;
