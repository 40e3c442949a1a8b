/**
 * What may be asked of a registry, and the reading of it. Pure: no I/O, clock, logger or thread.
 *
 * <p>In: method, path, query and headers as the client sent them. Out: one of the {@code
 * RegistryRequest}s, every name, reference, digest and range parsed, or a {@code
 * RegistryException}. Must not know tokens, rows or files.
 */
@NullMarked
package fleet.registry.request;

import org.jspecify.annotations.NullMarked;
