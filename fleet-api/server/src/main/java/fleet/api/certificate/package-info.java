/**
 * The certificates by which the server's ports are known: an authority of its own, made once for
 * the installation, and what it issues for this node's addresses; or what the operator brings.
 *
 * <p>In: the master key, host names and addresses, or two PEM files. Out: a key manager for TLS,
 * the authority's certificate and its pin. Must not know HTTP, nor open any port. {@code Der} and
 * {@code CertificateForm} are pure.
 */
@NullMarked
package fleet.api.certificate;

import org.jspecify.annotations.NullMarked;
