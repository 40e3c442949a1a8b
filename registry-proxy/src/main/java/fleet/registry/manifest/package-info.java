/**
 * What a manifest says: its type, and what it refers to. Pure.
 *
 * <p>In: bytes and the media type they were sent with. Out: a {@code Manifest}, or a {@code
 * RegistryException}. Must not know whether what it refers to exists.
 */
@NullMarked
package fleet.registry.manifest;

import org.jspecify.annotations.NullMarked;
