package fleet.contract.provider;

import fleet.contract.identity.Secret;

/**
 * Ends a sign-in.
 *
 * @param ticket what the browser brought back; opens once
 * @param verifier whose SHA-256 was the challenge
 */
public record Redemption(Secret ticket, Secret verifier) {}
