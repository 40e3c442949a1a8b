/**
 * The certificates by which the server's ports are known: an authority of its own, made once for
 * the installation, and what it issues for this node's addresses.
 *
 * <p>In: the master key, host names and addresses. Out: a key manager for TLS, the authority's
 * certificate and its pin. Must not know HTTP, nor open any port. {@code Der} and {@code
 * CertificateForm} are pure.
 */
@NullMarked
package fleet.api.certificate;

import org.jspecify.annotations.NullMarked;
