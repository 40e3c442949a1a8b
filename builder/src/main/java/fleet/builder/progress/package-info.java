/**
 * What a developer sees of a build: lines, in order, live and later again.
 *
 * <p>In: steps and sentences. Out: {@code BuildEvent}s to any number of followers; the formatting
 * is pure. Must not know git, HTTP, engines or the database.
 */
@NullMarked
package fleet.builder.progress;

import org.jspecify.annotations.NullMarked;
