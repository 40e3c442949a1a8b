/**
 * Keeps the files that containers see beside those of their images: configs on the disk, secrets in
 * memory alone.
 *
 * <p>In: a service, the values of its variables, the releases that the device may run. Out: files,
 * for the engine to bind. Must not know the engine, nor when a container is made.
 *
 * <pre>
 * STATE/files/CONTAINER/N     a config; there again after a power cut, before we are
 * RUNTIME/DEVICE/CONTAINER/N  a value of a variable; written anew before the container is started
 * </pre>
 */
@NullMarked
package fleet.supervisor.file;

import org.jspecify.annotations.NullMarked;
