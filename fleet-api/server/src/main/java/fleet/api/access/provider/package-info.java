/**
 * Signing in at an OpenID Connect provider: authorization code with PKCE, where this server is the
 * client.
 *
 * <p>In: the terms of owners, what browsers bring back, what providers answer. Out: an {@code
 * account.Outsider}, whom {@code account} lets in. Must not know sessions, passwords or HTTP
 * routes.
 *
 * <pre>
 * begin   -> row (hash of state, challenge) + the provider's address
 * arrive  state used up -> code -> token endpoint -> IdTokens.check -> Admission -> row gets a ticket
 * redeem  ticket + verifier -> row is gone -> account.Identities.admit
 * </pre>
 */
@NullMarked
package fleet.api.access.provider;

import org.jspecify.annotations.NullMarked;
