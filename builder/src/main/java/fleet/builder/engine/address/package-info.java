/**
 * Where a build engine is, and the way to it.
 *
 * <p>In: an address as people write it, a folder of certificates. Out: what a connection is opened
 * to, on this machine or over TLS. Must not know what is said over it.
 *
 * <pre>
 * unix:///var/run/docker.sock
 * tcp://HOST:2376 with ca.pem, cert.pem, key.pem; without them on loopback alone
 * ssh://USER@HOST:PORT/var/run/docker.sock   -> ssh -L, a socket of our own in its place;
 *                                            -R, the registry on its own loopback
 * </pre>
 */
@NullMarked
package fleet.builder.engine.address;

import org.jspecify.annotations.NullMarked;
