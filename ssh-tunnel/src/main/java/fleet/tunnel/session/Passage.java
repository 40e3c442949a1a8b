package fleet.tunnel.session;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.UUID;

/**
 * One way through the gateway, as it begins.
 *
 * @param permit the session that the API allowed; its certificate may be used for several passages
 * @param serial of that certificate
 */
public record Passage(
    UUID id,
    SessionId permit,
    UserName person,
    DeviceId device,
    String landing,
    long serial,
    String clientAddress,
    Instant openedAt) {}
