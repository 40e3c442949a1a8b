/**
 * What people say to the operator API, {@code /api/v1}, about kinds of devices.
 *
 * <p>In: {@code identity}, {@code release}. Out: the API's routes and the command line speak it.
 * Must not know which devices there are.
 *
 * <pre>
 * GET    /device-types                   -> Page of DeviceType      · POST NewDeviceType -> DeviceType
 * GET    /device-types/{type}            -> DeviceType              · DELETE (not of those built in)
 * PUT    /fleets/{fleet}/types           FleetTypes -> FleetView
 * PUT    /devices/{id or name}/type      TypeChoice -> DeviceView
 * </pre>
 */
@NullMarked
package fleet.contract.devicetype;

import org.jspecify.annotations.NullMarked;
