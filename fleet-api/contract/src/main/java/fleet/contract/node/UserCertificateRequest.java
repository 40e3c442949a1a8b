package fleet.contract.node;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import java.time.Duration;

/** Certify this key for one person, one device and one landing, for minutes. */
public record UserCertificateRequest(
    SessionId session,
    UserName user,
    DeviceId device,
    String landing,
    String publicKey,
    Duration validFor) {}
