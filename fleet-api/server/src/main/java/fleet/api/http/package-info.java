/**
 * Everything over HTTP: the routes in order, who may call them, bodies and answers.
 *
 * <p>In: requests. Out: JSON, streams, {@code Problem} bodies for every error. The event loops only
 * move bytes; whatever may block is handed to a virtual thread. Must not hold any rule of a
 * feature.
 */
@NullMarked
package fleet.api.http;

import org.jspecify.annotations.NullMarked;
