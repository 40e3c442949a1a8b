/**
 * What the device must remember over restarts and power cuts: its keys, its registration, its
 * target, how its releases fared, and how many reports it has sent.
 *
 * <p>In and out: records, and files of one folder. Must not know what the records mean.
 *
 * <pre>
 * identity.pem        the Ed25519 private key, PKCS#8 PEM, mode 0600
 * sealing.pem         the X25519 private key to which secrets are sealed, likewise
 * registration.json   what the API answered to the registration
 * target.json         the last target
 * variables.json      values of variables by version, secrets as they were sealed
 * journal.json        the release on trial, the healthy one, the one before, the failed one
 * sequence.json       a number above every report's that was sent
 * files/              configs, as containers see them
 * lock                held by the running supervisor
 * </pre>
 */
@NullMarked
package fleet.supervisor.state;

import org.jspecify.annotations.NullMarked;
