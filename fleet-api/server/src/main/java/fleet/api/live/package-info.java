/**
 * What is told at once: targets to devices over their WebSockets, and what devices say on them.
 *
 * <p>In: events of the feed, messages of devices. Out: a target at connect and at each change, the
 * etags by which an unchanged poll is answered from memory. Must not know people.
 */
@NullMarked
package fleet.api.live;

import org.jspecify.annotations.NullMarked;
