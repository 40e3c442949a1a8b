package fleet.contract.access;

import fleet.contract.identity.Secret;

/**
 * Another password of one's own.
 *
 * @param current the one until now
 */
public record PasswordChange(Secret current, Secret password) {}
