/**
 * Who this machine's user is to which server: the sign-ins that {@code fleet login} keeps.
 *
 * <p>In: sign-ins, environment variables. Out: a server's address and the token for it. Must not
 * know commands, and asks no server.
 */
@NullMarked
package fleet.cli.credential;

import org.jspecify.annotations.NullMarked;
