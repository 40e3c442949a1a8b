/**
 * Who this machine's user is to which server, and by which key they know it: the sign-ins that
 * {@code fleet login} keeps, and the signing keys and the fleets' signers that were seen.
 *
 * <p>In: sign-ins, environment variables. Out: a server's address and the token for it. Must not
 * know commands, and asks no server.
 */
@NullMarked
package fleet.cli.credential;

import org.jspecify.annotations.NullMarked;
