package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * What a token says (RFC 7519 claim names; times in whole seconds since 1970).
 *
 * @param subject who: a device id, a user name or a role of the server
 * @param audience where it opens: {@link #DEVICE_API} or {@link #REGISTRY}
 * @param access which repositories it opens; empty elsewhere
 */
public record TokenClaims(
    @JsonProperty("iss") String issuer,
    @JsonProperty("sub") String subject,
    @JsonProperty("aud") String audience,
    @JsonProperty("iat") long issuedAt,
    @JsonProperty("exp") long expiresAt,
    List<RegistryAccess> access) {
  public static final String DEVICE_API = "fleet-device";
  public static final String REGISTRY = "fleet-registry";

  public TokenClaims {
    access = List.copyOf(access);
  }

  /** Says whether the token is over at that moment. */
  public boolean isExpired(Instant now) {
    return now.getEpochSecond() >= expiresAt;
  }
}
