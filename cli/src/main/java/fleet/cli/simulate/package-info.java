/**
 * {@code fleet simulate}: thousands of devices in one process that speak the real protocol.
 *
 * <p>In: a server, a fleet, how the devices behave. Out: devices that register, sign in, connect or
 * poll, report and take targets, and a summary of how soon they were told. Knows the contract and
 * what every command knows; must not know any server's or the supervisor's classes.
 */
@NullMarked
package fleet.cli.simulate;

import org.jspecify.annotations.NullMarked;
