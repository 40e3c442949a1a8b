/**
 * Runs commands in the containers of this device, over the engine's unix socket with nothing but
 * the JDK: it lives in the child JVM of a remote session, where every loaded class costs memory.
 *
 * <p>In: a container and a command. Out: its streams and its exit code. Must not know SSH, the
 * target or who asks.
 */
@NullMarked
package fleet.supervisor.exec;

import org.jspecify.annotations.NullMarked;
