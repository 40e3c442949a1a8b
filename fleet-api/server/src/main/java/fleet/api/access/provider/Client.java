package fleet.api.access.provider;

import fleet.contract.identity.ProviderName;
import fleet.contract.identity.Secret;
import fleet.contract.provider.ProviderTerms;
import java.net.URI;
import java.util.Optional;

/** This installation, as a client of one provider. */
record Client(ProviderName name, ProviderTerms terms, Optional<Secret> secret) {
  URI callback() {
    return callback(name, terms);
  }

  /** Where the provider sends browsers back to. */
  static URI callback(ProviderName name, ProviderTerms terms) {
    return URI.create("%s/api/v1/providers/%s/callback".formatted(terms.server(), name));
  }
}
