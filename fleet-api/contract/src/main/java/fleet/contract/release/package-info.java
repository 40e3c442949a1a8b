/**
 * What a build made: images per variant with all their digests, and the composition that runs them.
 *
 * <p>In: {@code identity}. Out: builder writes {@code NewRelease}, the API answers {@code Release},
 * the target carries its parts to the device. Must not know devices or rollouts.
 */
@NullMarked
package fleet.contract.release;

import org.jspecify.annotations.NullMarked;
