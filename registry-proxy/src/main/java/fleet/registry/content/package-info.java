/**
 * What each request does: between the store, the rows and the answer.
 *
 * <p>In: requests that were allowed, bodies that stream. Out: answers, whose bytes may still lie in
 * a file. Must not know tokens, connections or Netty.
 */
@NullMarked
package fleet.registry.content;

import org.jspecify.annotations.NullMarked;
