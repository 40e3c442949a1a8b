/**
 * What people say to the operator API, {@code /api/v1}, about orders to many devices at once.
 *
 * <p>In: {@code identity}, {@code operator}. Out: the API's routes and the command line speak it.
 * Must not know how an order is carried out.
 *
 * <pre>
 * GET    /fleets/{fleet}/jobs            -> Page of JobView, newest first · POST NewJob -> JobView
 * POST   /fleets/{fleet}/jobs/plan       NewJob -> JobPlan (nothing is done)
 * GET    /fleets/{fleet}/jobs/{id or latest}  -> JobView   · POST .../cancel -> JobView
 * GET    /fleets/{fleet}/jobs/{id or latest}/devices?state=failed  -> Page of JobDevice, by name
 * </pre>
 */
@NullMarked
package fleet.contract.job;

import org.jspecify.annotations.NullMarked;
