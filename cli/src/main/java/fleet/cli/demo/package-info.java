/**
 * The promise on one machine: a server, a device, a push, and a shell in what runs.
 *
 * <p>In: this machine, and what {@code bin/fleet} laid out. Out: a {@code DemoSummary}, and a demo
 * that runs until it is closed and leaves nothing but caches. Every part is the real one; people's
 * own commands are run as they would type them. Must not reach into the servers: it asks them over
 * HTTP, as anybody does.
 *
 * <pre>
 * doctor -> engines (lab) -> server -> base image -> fleet, key -> supervisor -> git push -> ssh -> summary
 * </pre>
 */
@NullMarked
package fleet.cli.demo;

import org.jspecify.annotations.NullMarked;
