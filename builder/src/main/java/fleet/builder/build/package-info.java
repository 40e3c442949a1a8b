/**
 * The story of one build, from its turn to a release.
 *
 * <p>In: a {@code BuildRequest}, from the queue. Out: lines in its {@code BuildLog}, and in the end
 * a release and a landed branch, or nothing at all. Must not know how a source arrived, nor where
 * it stood in the queue.
 *
 * <pre>
 * BuildRequest -> Build: source -> plan -> ImageMaker -> release -> land
 * </pre>
 */
@NullMarked
package fleet.builder.build;

import org.jspecify.annotations.NullMarked;
