/**
 * The SSH server of the gateway: who may log in, and where they are passed on to.
 *
 * <p>In: TCP connections of devices and people. Out: links ({@code fleet.tunnel.link}) and passages
 * of bytes between a person's channel and a device's link, each recorded ({@code
 * fleet.tunnel.session}). No shell, no command, no port of its own, no other address. Must not know
 * what the bytes say.
 */
@NullMarked
package fleet.tunnel.gateway;

import org.jspecify.annotations.NullMarked;
