/**
 * The registry as the builder needs it: what it says of the images that were pushed, the one index
 * over them, the documents about what they hold, images that are put in part by part, and the
 * uploaded sources of builds.
 *
 * <p>In: a repository, digests, a token. Out: {@code ImageVariant}s with every digest and size, the
 * index's digest. Must not know how images are built, or what a release is made of beyond them.
 */
@NullMarked
package fleet.builder.image;

import org.jspecify.annotations.NullMarked;
