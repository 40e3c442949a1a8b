package fleet.contract.provider;

import fleet.contract.identity.Secret;
import java.util.Optional;

/**
 * A provider to add, or to have in the place of the one of that name.
 *
 * @param clientSecret absent for a public client; it is never told again
 */
public record NewProvider(ProviderTerms terms, Optional<Secret> clientSecret) {
  private static final int MOST = 1000;

  public NewProvider {
    if (clientSecret.filter(NewProvider::isUnsound).isPresent()) {
      throw new IllegalArgumentException(
          "a client secret has 1 to %d characters, none of them a control character"
              .formatted(MOST));
    }
  }

  private static boolean isUnsound(Secret secret) {
    var text = secret.reveal();
    return text.isEmpty() || text.length() > MOST || text.chars().anyMatch(Character::isISOControl);
  }
}
