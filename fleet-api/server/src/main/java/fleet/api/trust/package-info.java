/**
 * Signs what devices believe: releases, and which release a fleet runs.
 *
 * <p>In: releases as they are kept, assignments as they are made. Out: envelopes, the chain of
 * signing keys. Must not know how a target reaches a device, nor who decided about it.
 */
@NullMarked
package fleet.api.trust;

import org.jspecify.annotations.NullMarked;
