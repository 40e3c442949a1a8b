/**
 * Whether a target may be believed: its release and its assignment must be signed by the key that
 * the device pinned when it registered, or by one that leads on from it, and its release by the
 * people whom its fleet once required.
 *
 * <p>In: a target with its proof, what was believed before. Out: what is believed from now on, or
 * why not. Pure: must not know how a target arrives, nor where beliefs are kept.
 */
@NullMarked
package fleet.supervisor.trust;

import org.jspecify.annotations.NullMarked;
