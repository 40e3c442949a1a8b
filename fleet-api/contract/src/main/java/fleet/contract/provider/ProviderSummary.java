package fleet.contract.provider;

import fleet.contract.identity.ProviderName;
import java.net.URI;

/**
 * A provider, as whoever signs in sees it.
 *
 * @param title what people call it
 * @param server where its sign-ins end; a browser begins them there
 */
public record ProviderSummary(ProviderName name, String title, URI issuer, URI server) {}
