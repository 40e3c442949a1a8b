package fleet.contract.node;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.PublicKey;
import java.time.Duration;

/** Certify a device's identity key as the SSH host key of {@code ID.fleet}. */
public record HostCertificateRequest(DeviceId device, PublicKey publicKey, Duration validFor) {}
