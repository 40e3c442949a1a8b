/**
 * Bytes on disk, named by their digest.
 *
 * <p>In: streams of buffers. Out: files that hold exactly what their name says, also after a crash.
 * Must not know repositories, tokens or HTTP.
 */
@NullMarked
package fleet.registry.store;

import org.jspecify.annotations.NullMarked;
