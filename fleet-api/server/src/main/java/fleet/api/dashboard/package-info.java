/**
 * The dashboard's files: the page of {@code src/main/dashboard} and the modules that npm brought,
 * as HTTP is to serve them.
 *
 * <p>In: files beside this package's classes. Out: {@code Dashboard}, which finds a file with its
 * headers for a path. Must not know of HTTP servers, and nothing of fleets and devices: the page
 * asks the operator API like any other client.
 */
@NullMarked
package fleet.api.dashboard;

import org.jspecify.annotations.NullMarked;
