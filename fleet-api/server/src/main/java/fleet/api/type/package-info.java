/**
 * Kinds of devices: those that come with Fleet, those that the installation added, and which of
 * them a fleet is for.
 *
 * <p>In: what a machine says of itself, what people choose. Out: the type that a device is of, or
 * one sentence why it may not be in a fleet. Must not know devices beyond that.
 */
@NullMarked
package fleet.api.type;

import org.jspecify.annotations.NullMarked;
