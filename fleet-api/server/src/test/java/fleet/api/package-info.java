/** The API as others meet it: over real HTTP, on a real PostgreSQL. */
@NullMarked
package fleet.api;

import org.jspecify.annotations.NullMarked;
