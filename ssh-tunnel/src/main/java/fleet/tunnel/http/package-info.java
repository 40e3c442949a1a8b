/**
 * What the API asks the gateway, over HTTP with the service key.
 *
 * <pre>
 * GET  /internal/v1/gateway                                     -> GatewayFacts
 * POST /internal/v1/certificates/user   UserCertificateRequest  -> Certificate
 * POST /internal/v1/certificates/host   HostCertificateRequest  -> Certificate
 * </pre>
 *
 * <p>In: requests of the API. Out: facts and certificates, or a {@code Problem}. Must not know
 * links.
 */
@NullMarked
package fleet.tunnel.http;

import org.jspecify.annotations.NullMarked;
