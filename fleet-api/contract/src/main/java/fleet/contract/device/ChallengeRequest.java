package fleet.contract.device;

import fleet.contract.identity.DeviceId;

/** Asks for a nonce to sign. */
public record ChallengeRequest(DeviceId device) {}
