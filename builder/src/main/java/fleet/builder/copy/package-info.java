/**
 * Images that were built elsewhere, and what people call them.
 *
 * <p>In: names of images, archives. Out: the same images in our registry, under their digests. Must
 * not know engines.
 */
@NullMarked
package fleet.builder.copy;

import org.jspecify.annotations.NullMarked;
