/**
 * Variables of services at four levels: what is set, by whom, and what it was before.
 *
 * <p>In: orders of people. Out: variables, their history, what a device is given and what that
 * hides. Secret values are kept wrapped by the master key and are never told again; only a device
 * is given them, sealed to its own key. Must not know how it is told.
 */
@NullMarked
package fleet.api.variable;

import org.jspecify.annotations.NullMarked;
