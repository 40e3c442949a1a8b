/**
 * The engines that build, and who gets which.
 *
 * <p>In: {@code EngineSpec}s at the start, and images that want an engine. Out: a {@code Lease} of
 * one, which is given back. Must not know services, releases or logs.
 *
 * <pre>
 * Wanted -> EnginePool -> choice -> Lease -> the engine's work -> closed
 *            ^ Member: asked for its health every 10 s, less often while it is away; swept when it comes back
 * </pre>
 */
@NullMarked
package fleet.builder.pool;

import org.jspecify.annotations.NullMarked;
