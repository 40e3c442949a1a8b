/**
 * What devices believe because it is signed: the statement of a release and the one that assigns
 * it, as DSSE envelopes (https://github.com/secure-systems-lab/dsse, version 1.0) with Ed25519; who
 * must sign a fleet's releases besides the server; and the pin that the installation's authority
 * for TLS is recognised by.
 *
 * <p>In: payloads and keys. Out: envelopes, and payloads whose signature was proved. Must not know
 * where keys are kept, nor what a device does with what it believes.
 */
@NullMarked
package fleet.contract.trust;

import org.jspecify.annotations.NullMarked;
