/**
 * The promise, kept end to end: every test here is a real server process, a real device with its
 * own engine in its own network namespace, real git and the real OpenSSH client.
 *
 * <p>In: the engines that {@code bin/verify} starts, by environment variable. Out: pass or fail.
 * Must not know any class behind the commands: a user does not either.
 */
@NullMarked
package fleet.cli.e2e;

import org.jspecify.annotations.NullMarked;
