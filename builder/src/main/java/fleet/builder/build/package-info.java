/**
 * The story of one build, from a source to a release, and the queue of all of them.
 *
 * <p>In: a {@code BuildRequest} from git or an upload. Out: a {@code BuildLog} at once, and in the
 * end a release and a landed branch, or nothing at all. Must not know how a source arrived.
 *
 * <pre>
 * BuildRequest -> Builds (one a time per fleet) -> Build: source -> plan -> ImageMaker -> release -> land
 * </pre>
 */
@NullMarked
package fleet.builder.build;

import org.jspecify.annotations.NullMarked;
