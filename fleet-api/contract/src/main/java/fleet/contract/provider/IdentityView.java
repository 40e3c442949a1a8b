package fleet.contract.provider;

import fleet.contract.identity.UserName;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * Who somebody is at a provider.
 *
 * @param subject what the issuer calls them, for ever
 * @param email as it was told last, verified or not; empty when it was not told
 */
public record IdentityView(
    UUID id,
    UserName user,
    URI issuer,
    String subject,
    String email,
    Instant linkedAt,
    Instant lastUsedAt) {}
