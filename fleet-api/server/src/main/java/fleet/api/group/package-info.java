/**
 * Groups of devices that have a name: named devices, or those that a query means at each time.
 *
 * <p>In: a group to save, queries that name groups. Out: groups; queries with the groups put in.
 * Must not know what is done to the devices.
 */
@NullMarked
package fleet.api.group;

import org.jspecify.annotations.NullMarked;
