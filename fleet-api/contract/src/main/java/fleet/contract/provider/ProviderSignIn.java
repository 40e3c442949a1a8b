package fleet.contract.provider;

import java.net.URI;
import java.time.Instant;

/**
 * A sign-in that began.
 *
 * @param address to open in a browser
 * @param expiresAt until when it can be ended
 */
public record ProviderSignIn(URI address, Instant expiresAt) {}
