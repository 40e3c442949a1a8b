/**
 * What a device and the device API say to each other.
 *
 * <p>In: {@code identity}, {@code release}. Out: the API's device routes and the supervisor speak
 * it, over HTTP polls and over the WebSocket alike. Must not know operators.
 *
 * <pre>
 * POST /device/v1/register   RegisterRequest  -> Registered        (no token: provisioning key and proof)
 * POST /device/v1/challenge  ChallengeRequest -> Challenge         (no token)
 * POST /device/v1/session    SessionRequest   -> DeviceSession     (no token: signed challenge)
 * GET  /device/v1/state                       -> TargetState       (ETag, 304)
 * POST /device/v1/report     StateReport      -> 204
 * POST /device/v1/logs       LogBatch         -> 204
 * GET  /device/v1/connect    WebSocket: ServerMessage down, DeviceMessage up, one JSON text frame each
 * </pre>
 */
@NullMarked
package fleet.contract.device;

import org.jspecify.annotations.NullMarked;
