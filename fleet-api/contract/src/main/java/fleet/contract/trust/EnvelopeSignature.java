package fleet.contract.trust;

/**
 * One signature of an envelope, with DSSE's field names.
 *
 * @param keyid whose it says it is; only a hint, the key itself decides
 * @param sig base64 of the 64 bytes
 */
public record EnvelopeSignature(KeyId keyid, String sig) {}
