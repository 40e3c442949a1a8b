package fleet.contract.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import fleet.contract.identity.Secret;
import java.time.Instant;

/**
 * A token for the registry, in the names of Docker's token specification.
 *
 * @param expiresIn seconds from {@code issuedAt}
 */
public record RegistryToken(
    Secret token,
    @JsonProperty("expires_in") long expiresIn,
    @JsonProperty("issued_at") Instant issuedAt) {}
