/**
 * What happened, for everybody who waits for it: the outbox, and the feed that reads it.
 *
 * <p>In: events that features append in their own transactions. Out: every event once, in commit
 * order, on every node. Must not know what an event means, or who listens over which protocol.
 */
@NullMarked
package fleet.api.event;

import org.jspecify.annotations.NullMarked;
