/**
 * What the server processes ask each other, with the service key as bearer token: who is this, may
 * they, keep this release, sign this key. And the one secret they all hold, {@link MasterKey}, so
 * that what one node wrapped in the database another can read.
 *
 * <p>In: {@code identity}, {@code release}, {@code operator}. Out: API, builder and tunnel speak
 * it. Must not leave the servers.
 *
 * <pre>
 * the API answers, under /internal/v1:
 *   POST /keys/lookup               KeyLookup -> Principal          404 when nobody has that key
 *   POST /authorize                 AccessQuestion -> AccessAnswer
 *   POST /fleets/{fleet}/releases   NewRelease -> Release
 *   GET  /fleets/{fleet}/build-terms BuildTerms: for which devices, what services may
 *                                   reach, and which branches are built
 *   GET  /fleets/{fleet}/releases/newest  -> Release                404 when there is none yet
 *   GET  /fleets/{fleet}/releases/newest-final BuiltRelease         404 when there is none yet
 *   GET  /fleets/{fleet}/build-keys BuildKeys: secrets and logins of its builds, for the builder
 *   POST /sessions/ended            OpenSessions -> EndedSessions   asked by a gateway every few seconds
 *   POST /registry-tokens           RegistryTokenRequest -> RegistryToken
 *   GET  /releases/{id}/progress    RolloutProgress at once and at each change, as NDJSON
 *   GET  /erased-sessions           Page of SessionId: whose person was erased in the last 30 days
 *   GET  /token-key                 TokenKey: whose signature registry tokens carry
 * the tunnel answers, under /internal/v1:
 *   GET  /gateway                   GatewayFacts
 *   POST /certificates/user         UserCertificateRequest -> Certificate
 *   POST /certificates/host         HostCertificateRequest -> Certificate
 * the builder answers, behind the API, which has checked the person and names them in the header
 * {@code Fleet-User}:
 *   POST /internal/v1/fleets/{fleet}/builds   tar or tar.gz -> BuildEvents as NDJSON, same query
 *   GET  /internal/v1/fleets/{fleet}/builds   BuildViews, the newest first
 *   GET, DELETE /internal/v1/builds/{id}      BuildView; DELETE ends it, before its release is made
 *   GET  /internal/v1/builds/{id}/log         BuildEvents as NDJSON, the fleet in the header
 *                                             {@code Fleet-Name}
 *   POST /internal/v1/sboms                   SbomRequest -> an SPDX 2.3 document
 * </pre>
 */
@NullMarked
package fleet.contract.node;

import org.jspecify.annotations.NullMarked;
