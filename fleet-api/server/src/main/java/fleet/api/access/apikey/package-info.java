/**
 * API keys: what a person gives to programs that act for them, narrowed to actions and fleets.
 *
 * <p>In: a person and what their key may. Out: keys shown once, and the narrowed {@code Person}
 * whose key it is. Must not know passwords or sign-ins.
 */
@NullMarked
package fleet.api.access.apikey;

import org.jspecify.annotations.NullMarked;
