/** A fleet and a registry that speak real HTTP, images made from real folders, a real process. */
@NullMarked
package fleet.supervisor.fake;

import org.jspecify.annotations.NullMarked;
