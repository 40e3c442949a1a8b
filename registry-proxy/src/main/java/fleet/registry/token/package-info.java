/**
 * Whose word counts: verifies bearer tokens with the API's key.
 *
 * <p>In: Authorization headers, the API's {@code /internal/v1/token-key}. Out: a {@code Bearer} for
 * the decision. Must not know what a token opens.
 */
@NullMarked
package fleet.registry.token;

import org.jspecify.annotations.NullMarked;
