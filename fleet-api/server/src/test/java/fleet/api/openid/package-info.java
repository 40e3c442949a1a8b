/**
 * An OpenID Connect provider to test against, which lies when told.
 *
 * <p>In: what a client shows it over HTTP. Out: codes, tokens, keys. Must not know the server, nor
 * the library by which it checks tokens.
 */
@NullMarked
package fleet.api.openid;

import org.jspecify.annotations.NullMarked;
