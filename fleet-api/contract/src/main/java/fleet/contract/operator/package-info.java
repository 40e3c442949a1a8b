/**
 * What people and their tools say to the operator API, {@code /api/v1}.
 *
 * <p>In: {@code identity}, {@code release}, {@code device}. Out: the API's routes, the command line
 * and the dashboard speak it. Must not know how anything is stored.
 *
 * <pre>
 * POST   /login                          SignIn -> SignedIn         (no token)
 * POST   /logout                         -> 204
 * GET    /me                             -> UserView
 * GET    /users  · POST /users           NewUser -> UserView        (owner)
 * GET    /keys   · POST /keys            NewSshKey -> SshKeyView    · DELETE /keys/{fingerprint}
 *        ?user=NAME (an owner, about somebody else's: GET and DELETE)
 * GET    /fleets · POST /fleets          NewFleet -> FleetView
 * GET    /fleets/{fleet}                 -> FleetView               · PATCH FleetEdit · DELETE
 * GET    /fleets/{fleet}/releases        -> Page of Release         · GET .../releases/{version or id}
 *        ?state=unsigned&amp;tag.KEY=VALUE (only such)
 * PATCH  /fleets/{fleet}/releases/{version or id}  ReleaseEdit -> Release
 * POST   .../{release}/finalize          -> Release   · .../deploy -> Release
 * POST   .../{release}/invalidate        Invalidation -> Release
 * GET    .../{release}/compare/{other}   -> ReleaseComparison
 * GET    .../{release}/provenance        -> ReleaseProvenance
 * GET    .../{release}/sbom?service=&amp;platform=  -> an SPDX 2.3 document (builder)
 * POST   /fleets/{fleet}/rollback        Rollback -> Release
 * GET    /fleets/{fleet}/rollouts        -> Page of RolloutView · POST NewRollout -> RolloutView
 * POST   /fleets/{fleet}/rollouts/plan   NewRollout -> RolloutPlan (nothing moves)
 * GET    /fleets/{fleet}/rollouts/{id or latest}  -> RolloutView · POST .../abort · .../resume
 * POST   /fleets/{fleet}/provisioning-keys  NewProvisioningKey -> ProvisioningKey
 * GET    /fleets/{fleet}/provisioning-keys  -> Page of ProvisioningKeyView · DELETE .../{id}
 * POST   /fleets/{fleet}/builds          tar or tar.gz -> BuildEvents, streamed as NDJSON (builder)
 *        ?draft=true&amp;no-cache=true&amp;note=..&amp;tag.KEY=VALUE&amp;platform=linux/arm64
 *        &amp;canary=2&amp;soak=10m&amp;deadline=15m&amp;devices=a,b&amp;seed=5 (named and repeated as git's push options)
 * GET    /builds/{id}/log                BuildEvents from the first, streamed (builder)
 * GET    /devices?fleet=&amp;where=          -> Page of DeviceView (where: tag.site = "berlin" and seen &lt; 5m)
 * GET    /devices/{id or name}           -> DeviceView              · PATCH DeviceEdit · DELETE
 * GET    /fleets/{fleet}/removed-devices -> Page of RemovedDevice, newest first (after DELETE ?data=keep)
 * POST   /devices/{id or name}/move      DeviceMove -> DeviceView
 * PUT    /devices/{id or name}/pin       NewPin -> DeviceView       · DELETE
 * GET    /devices/{id or name}/logs?follow=&amp;service=&amp;limit=  -> LogLines as NDJSON
 * POST   /devices/{id or name}/sessions  SshRequest -> SshGrant
 * GET    /fleets/{fleet}/releases/{version or id}/statement  -> Envelope of a ReleaseStatement
 * POST   /fleets/{fleet}/releases/{version or id}/signatures  NewSignatures -> Release
 * GET    /fleets/{fleet}/signers        -> SignersView · POST Envelope of Signers -> SignersView
 * GET    /fleets/{fleet}/variables      -> Page of VariableView    · PATCH VariableEdit -> 204
 * GET    /fleets/{fleet}/variables/history  -> Page of VariableChange, newest first
 * GET    /fleets/{fleet}/variables/diff?from=&amp;to=  -> Page of VariableChange, one a variable
 * GET    /fleets/{fleet}/build-secrets  -> Page of BuildSecretView  · PUT /{name} NewBuildSecret -> 204 · DELETE
 * GET    /fleets/{fleet}/registries     -> Page of RegistryLoginView · PUT /{host} NewRegistryLogin -> 204 · DELETE
 * GET    /devices/{id or name}/variables -> Page of VariableView    · PATCH, /history, /diff as above
 * GET    /devices/{id or name}/variables/effective  -> Page of VariableView (what it is given)
 * GET    /engines                        -> Page of EngineView (owner) · POST /{name}/drain, /resume -> EngineView
 * GET    /trust                          -> TrustChain (no token)   · POST /trust/rotate (owner)
 * GET    /groups · POST /groups          NewGroup -> GroupView
 * GET    /groups/{name}                  -> GroupView               · PATCH GroupEdit · DELETE
 * GET    /releases/{id}/progress         RolloutProgress at once and at each change, as NDJSON
 * GET    /events                         Event as server-sent events, replay from Last-Event-ID
 *                                        (a comment at once and at least every 15 s: it lives)
 * GET    /openapi.json                   all routes of the API as OpenAPI 3.1 (no token)
 * GET    /health                         -> 200 when every part answers (no token)
 * </pre>
 */
@NullMarked
package fleet.contract.operator;

import org.jspecify.annotations.NullMarked;
