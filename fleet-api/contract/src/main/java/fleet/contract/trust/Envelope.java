package fleet.contract.trust;

import fleet.contract.codec.Records;
import fleet.contract.identity.PublicKey;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A payload with signatures over it and its type (DSSE).
 *
 * <pre>
 * {"payloadType": "application/vnd.fleet.release.v1+json",
 *  "payload": base64 of the bytes that were signed,
 *  "signatures": [{"keyid": .., "sig": base64}]}
 * </pre>
 *
 * @param payload base64 with padding, as DSSE wants it
 */
public record Envelope(String payloadType, String payload, List<EnvelopeSignature> signatures) {
  private static final int MAX_SIGNATURES = 16;
  private static final String PREFIX = "DSSEv1";

  public Envelope {
    signatures = List.copyOf(signatures);
    if (signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException(
          "an envelope has at most %d signatures".formatted(MAX_SIGNATURES));
    }
  }

  /** A payload that nobody signed yet. */
  public static Envelope of(String payloadType, byte[] payload) {
    return new Envelope(payloadType, Base64.getEncoder().encodeToString(payload), List.of());
  }

  /** Signs a payload. */
  public static Envelope sign(String payloadType, byte[] payload, SigningKey key) {
    return of(payloadType, payload).with(key);
  }

  /** The same payload, signed by nobody. */
  public Envelope unsigned() {
    return new Envelope(payloadType, payload, List.of());
  }

  /** The same with one more signature; one that this key made before is replaced. */
  public Envelope with(SigningKey key) {
    var message =
        signedBytes().orElseThrow(() -> new IllegalArgumentException("payload: expected base64"));
    var signed = Base64.getEncoder().encodeToString(key.sign(message));
    return with(new EnvelopeSignature(KeyId.of(key.publicKey()), signed));
  }

  /** The same with one more signature, whose truth is not looked at, in place of that key's own. */
  public Envelope with(EnvelopeSignature other) {
    var all = new ArrayList<>(without(other.keyid()).signatures);
    all.add(other);
    return new Envelope(payloadType, payload, all);
  }

  /** The same without what that key signed. */
  public Envelope without(KeyId key) {
    var others = signatures.stream().filter(signature -> !signature.keyid().equals(key)).toList();
    return new Envelope(payloadType, payload, others);
  }

  /** The same with those signatures alone that hold, one a key at most. */
  public Envelope only(Collection<PublicKey> keys) {
    var held = keys.stream().map(this::signature).flatMap(Optional::stream).toList();
    return new Envelope(payloadType, payload, held);
  }

  /** The signature of this key, when it holds. */
  public Optional<EnvelopeSignature> signature(PublicKey key) {
    var keyId = KeyId.of(key);
    return signatures.stream()
        .filter(signature -> signature.keyid().equals(keyId))
        .filter(signature -> holds(signature, key))
        .findFirst();
  }

  /**
   * The payload, when it is of this type and one of these keys signed it.
   *
   * @return nothing when no signature holds: the payload must not even be looked at then
   */
  public Optional<byte[]> verified(String type, Collection<PublicKey> trusted) {
    if (!payloadType.equals(type) || trusted.stream().noneMatch(this::isSignedBy)) {
      return Optional.empty();
    }
    return bytes();
  }

  /**
   * The payload, whoever signed it: for those who show it, or who keep it themselves.
   *
   * @return nothing when it is not of that shape
   */
  public <T> Optional<T> unverified(Class<T> shape) {
    try {
      return bytes().map(body -> Records.read(body, shape));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Says whether one of the signatures is this key's. */
  public boolean isSignedBy(PublicKey key) {
    return signature(key).isPresent();
  }

  private boolean holds(EnvelopeSignature signature, PublicKey key) {
    var sig = decode(signature.sig());
    return sig.isPresent()
        && signedBytes().filter(message -> key.verifies(message, sig.get())).isPresent();
  }

  /** The pre-authentication encoding: lengths before contents, so that nothing can be shifted. */
  private Optional<byte[]> signedBytes() {
    return bytes().map(this::signedBytes);
  }

  private byte[] signedBytes(byte[] body) {
    var type = payloadType.getBytes(StandardCharsets.UTF_8);
    var head =
        "%s %d %s %d "
            .formatted(PREFIX, type.length, payloadType, body.length)
            .getBytes(StandardCharsets.UTF_8);
    var all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private Optional<byte[]> bytes() {
    return decode(payload);
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
