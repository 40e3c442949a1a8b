package fleet.contract.access;

import fleet.contract.identity.Secret;

/**
 * An invitation that was just made.
 *
 * @param code told this once
 */
public record Invitation(Secret code, InvitationView about) {}
