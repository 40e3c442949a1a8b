/**
 * What people say to the operator API, {@code /api/v1}, about devices that are expected.
 *
 * <p>In: {@code identity}, {@code devicetype}, {@code operator}. Out: the API's routes and the
 * command line speak it. Must not know how a device comes.
 *
 * <pre>
 * POST   /fleets/{fleet}/preregistrations  NewPlaces -> MadePlaces (all of them, or none)
 * GET    /fleets/{fleet}/preregistrations  -> Page of PlaceView, by name
 * </pre>
 *
 * <p>A device that is expected is one among the others, with the status {@code PREREGISTERED}: it
 * can be tagged, pinned, given variables and removed as they can.
 */
@NullMarked
package fleet.contract.preregistration;

import org.jspecify.annotations.NullMarked;
