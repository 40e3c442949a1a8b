package fleet.contract.access;

import fleet.contract.identity.Secret;

/** Another password for somebody, by an owner. */
public record PasswordReset(Secret password) {}
