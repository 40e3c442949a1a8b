/**
 * The Fleet API as the builder needs it: who is this, may they, take this release, how far is it.
 *
 * <p>In: questions of the other packages. Out: answers of {@code contract.node}, {@code
 * ProblemException} when there is none. Must not know git or engines.
 */
@NullMarked
package fleet.builder.release;

import org.jspecify.annotations.NullMarked;
