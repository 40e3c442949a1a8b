/**
 * What the registry remembers besides bytes, in the schema {@code registry}.
 *
 * <p>In: facts from {@code content}. Out: rows. All SQL of the registry is here. Must not know
 * HTTP, tokens or files; where a file must change together with a row, the caller passes that step
 * in and it runs under the digest's lock.
 */
@NullMarked
package fleet.registry.db;

import org.jspecify.annotations.NullMarked;
