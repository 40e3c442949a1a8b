package fleet.contract.provider;

import fleet.contract.identity.ProviderName;
import fleet.contract.identity.UserName;
import java.net.URI;
import java.time.Instant;

/**
 * A provider, as owners see it.
 *
 * @param hasSecret the server shows it a client secret
 * @param callback the redirect address to enter there
 */
public record ProviderView(
    ProviderName name,
    ProviderTerms terms,
    boolean hasSecret,
    URI callback,
    UserName changedBy,
    Instant changedAt) {}
