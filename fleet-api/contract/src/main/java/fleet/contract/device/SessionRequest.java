package fleet.contract.device;

import fleet.contract.identity.DeviceId;

/**
 * The signed challenge.
 *
 * @param signature over {@link Challenge#message}, URL-safe base64
 */
public record SessionRequest(DeviceId device, String nonce, String signature) {}
