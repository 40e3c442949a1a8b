/**
 * Signs what devices believe: releases, and which release a fleet runs; keeps what people sign of
 * releases, and who they are.
 *
 * <p>In: releases as they are kept, assignments as they are made. Out: envelopes, the chain of
 * signing keys, what a release still lacks. Must not know how a target reaches a device, nor who
 * decided about it.
 */
@NullMarked
package fleet.api.trust;

import org.jspecify.annotations.NullMarked;
