/**
 * Connections to an engine that speak gRPC once it has given them over: a session of BuildKit, on
 * which we are the server, so that a build fetches from us what must not lie in a request, a layer
 * or a log; and the question what it builds for.
 *
 * <p>In: an engine's door and an {@code Offer}. Out: the session's id, which a build names, or
 * platforms. Must not know builds, fleets or the Engine's other routes.
 *
 * <pre>
 * POST /session, Upgrade: h2c -> 101 -> the engine asks, by gRPC over HTTP/2:
 *   moby.upload.v1.Upload/Pull               the context, as a tar, in pieces
 *   moby.buildkit.secrets.v1.Secrets/GetSecret   one secret, by its id
 *   moby.filesync.v1.Auth/Credentials        who we are at a registry, by its host
 *   grpc.health.v1.Health/Check              every few seconds, by which we know that it lives
 * POST /grpc, Upgrade: h2c -> 101 -> we ask:
 *   moby.buildkit.v1.Control/ListWorkers     the platforms whose programs run there
 * </pre>
 */
@NullMarked
package fleet.builder.engine.session;

import org.jspecify.annotations.NullMarked;
