/**
 * What a fleet keeps for its builds: secrets that a Dockerfile mounts, and logins at registries of
 * its base images.
 *
 * <p>In: orders of people. Out: names, and to the builder alone the values. Values are kept wrapped
 * by the master key, bound to their fleet, kind and name, and are told to no person again. Must not
 * know how a build uses them.
 */
@NullMarked
package fleet.api.buildkey;

import org.jspecify.annotations.NullMarked;
