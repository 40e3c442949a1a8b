package fleet.contract.access;

import fleet.contract.identity.Secret;

/**
 * An API key that was just made.
 *
 * @param key told this once
 */
public record ApiKey(Secret key, ApiKeyView about) {}
