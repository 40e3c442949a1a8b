/**
 * One HTTP/1.1 client for everything: the engine's unix socket, the API and the registry, and the
 * JSON calls to the API on top. Classes of TLS are loaded with the first https address.
 *
 * <p>In: a peer and a request. Out: an answer whose body is read by blocking, and never faster than
 * its reader. Must not know routes, and must not repeat a request: the caller knows what may be.
 */
@NullMarked
package fleet.supervisor.http;

import org.jspecify.annotations.NullMarked;
