/**
 * Gets images: a door on 127.0.0.1 through which the stock engine pulls, and behind it everything
 * that the engine cannot do, such as our tokens, resuming, and a limit.
 *
 * <p>In: services of the target. Out: images in the engine, complete, verified and under our name.
 * Must not know when an image is wanted, nor what runs it.
 *
 * <pre>
 * engine --GET /v2/fleet-door-DEVICE-RANDOM/berlin/web/blobs/sha256:..--> Door --GET + token + Range--> registry
 * </pre>
 */
@NullMarked
package fleet.supervisor.image;

import org.jspecify.annotations.NullMarked;
