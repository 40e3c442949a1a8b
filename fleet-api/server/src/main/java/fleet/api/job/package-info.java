/**
 * Orders to many devices of a fleet: which devices they are is fixed when the order is given, then
 * any node carries it out, one device after the other, each once.
 *
 * <p>In: a query, what is to be done, who wants it. Out: one row a device, with how it went. Must
 * not know how a device hears of anything; what is done to one is done by the features that do it
 * when it is ordered alone.
 */
@NullMarked
package fleet.api.job;

import org.jspecify.annotations.NullMarked;
