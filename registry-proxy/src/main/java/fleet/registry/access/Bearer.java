package fleet.registry.access;

import fleet.contract.identity.TokenClaims;

/** Who asks, as far as the Authorization header tells. */
public sealed interface Bearer {
  /** No token was sent. */
  record Anonymous() implements Bearer {}

  /** Something was sent that the API's key did not sign. */
  record Forged() implements Bearer {}

  /** The API signed these; audience and expiry are not yet looked at. */
  record Signed(TokenClaims claims) implements Bearer {}
}
