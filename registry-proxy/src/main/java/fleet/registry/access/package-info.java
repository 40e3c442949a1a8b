/**
 * Who may do what: the decision, and nothing else. Pure: no I/O, clock, logger or thread.
 *
 * <p>In: what a bearer token said, a request, the moment. Out: allowed, challenge or denied. Must
 * not know keys, rows or HTTP.
 */
@NullMarked
package fleet.registry.access;

import org.jspecify.annotations.NullMarked;
