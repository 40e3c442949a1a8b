/**
 * The server processes: all of them in one JVM behind {@code fleet up}, any of them behind {@code
 * fleet serve}.
 *
 * <p>In: a {@code ServerConfig} from the command line. Out: api, builder, registry and tunnel,
 * composed, started in order and closed in reverse. Must not know what any of them does.
 */
@NullMarked
package fleet.cli.server;

import org.jspecify.annotations.NullMarked;
