/**
 * The keys of the gateway and what they sign: OpenSSH certificates, minutes long, for people and
 * for devices.
 *
 * <p>In: certificate requests of the API, the master key. Out: certificate lines, and the judgement
 * on a certificate that somebody shows. Must not know channels or links.
 */
@NullMarked
package fleet.tunnel.certificate;

import org.jspecify.annotations.NullMarked;
