package fleet.contract.trust;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.identity.PublicKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final String TYPE = "application/vnd.test+json";
  private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
  private final SigningKey key = newKey();
  private final SigningKey other = newKey();

  @Test
  void a_payload_is_believed_when_a_trusted_key_signed_it() {
    var envelope = reread(Envelope.sign(TYPE, PAYLOAD, key));
    assertThat(envelope.verified(TYPE, List.of(other.publicKey(), key.publicKey())))
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(PAYLOAD));
    assertThat(envelope.verified(TYPE, List.of(other.publicKey()))).isEmpty();
    assertThat(envelope.verified(TYPE, List.of())).isEmpty();
  }

  @Test
  void a_signature_is_over_the_type_too() {
    var envelope = Envelope.sign(TYPE, PAYLOAD, key);
    var renamed = new Envelope("application/other", envelope.payload(), envelope.signatures());
    assertThat(renamed.verified("application/other", List.of(key.publicKey()))).isEmpty();
    assertThat(envelope.verified("application/other", List.of(key.publicKey()))).isEmpty();
  }

  @Test
  void nothing_can_be_shifted_between_type_and_payload() {
    var envelope = Envelope.sign("t", "1 x".getBytes(StandardCharsets.UTF_8), key);
    var shifted =
        new Envelope(
            "t 3",
            Base64.getEncoder().encodeToString("x".getBytes(StandardCharsets.UTF_8)),
            envelope.signatures());
    assertThat(shifted.isSignedBy(key.publicKey())).isFalse();
  }

  @Test
  void a_payload_that_is_no_base64_is_signed_by_nobody() {
    var signature = Envelope.sign(TYPE, PAYLOAD, key).signatures().getFirst();
    var broken = new Envelope(TYPE, "!", List.of(signature));
    assertThat(broken.isSignedBy(key.publicKey())).isFalse();
    assertThat(broken.verified(TYPE, List.of(key.publicKey()))).isEmpty();
  }

  @Test
  void only_what_holds_is_kept_of_signatures() {
    var envelope = Envelope.sign(TYPE, PAYLOAD, key).with(other);
    var claimed = new EnvelopeSignature(KeyId.of(other.publicKey()), "AAAA");
    assertThat(envelope.only(List.of(other.publicKey())).signatures())
        .extracting(EnvelopeSignature::keyid)
        .containsExactly(KeyId.of(other.publicKey()));
    assertThat(envelope.with(claimed).only(List.of(other.publicKey())).signatures()).isEmpty();
  }

  @Test
  void a_changed_payload_or_a_foreign_signature_is_not_believed() {
    var envelope = Envelope.sign(TYPE, PAYLOAD, key);
    var changed =
        new Envelope(
            TYPE,
            Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8)),
            envelope.signatures());
    assertThat(changed.verified(TYPE, List.of(key.publicKey()))).isEmpty();
    var claimed =
        new EnvelopeSignature(
            KeyId.of(key.publicKey()),
            Envelope.sign(TYPE, PAYLOAD, other).signatures().getFirst().sig());
    var foreign = new Envelope(TYPE, envelope.payload(), List.of(claimed));
    assertThat(foreign.verified(TYPE, List.of(key.publicKey()))).isEmpty();
    var garbage =
        new Envelope(
            TYPE,
            envelope.payload(),
            List.of(new EnvelopeSignature(KeyId.of(key.publicKey()), "not base64!")));
    assertThat(garbage.verified(TYPE, List.of(key.publicKey()))).isEmpty();
  }

  @Test
  void a_second_signature_is_added_and_the_same_key_signs_once() {
    var both = Envelope.sign(TYPE, PAYLOAD, key).with(other).with(key);
    assertThat(both.signatures()).hasSize(2);
    assertThat(both.isSignedBy(key.publicKey())).isTrue();
    assertThat(both.isSignedBy(other.publicKey())).isTrue();
  }

  @Test
  void the_signed_bytes_are_those_of_the_specification() throws GeneralSecurityException {
    // DSSE, protocol.md: PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body
    var envelope =
        Envelope.sign(
            "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8), key);
    var expected =
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world".getBytes(StandardCharsets.UTF_8);
    var signature = Base64.getDecoder().decode(envelope.signatures().getFirst().sig());
    assertThat(key.publicKey().verifies(expected, signature)).isTrue();
  }

  @Test
  void keys_are_followed_from_one_generation_to_the_next() {
    var third = newKey();
    var toSecond = said(2, other, key);
    var toThird = said(3, third, other);
    var first = new TrustedKeys(1, key.publicKey());
    assertThat(first.follow(List.of(toSecond, toThird)))
        .isEqualTo(new TrustedKeys(3, third.publicKey()));
    assertThat(new TrustedKeys(2, other.publicKey()).follow(List.of(toSecond, toThird)))
        .isEqualTo(new TrustedKeys(3, third.publicKey()));
    assertThat(first.follow(List.of(toThird))).isEqualTo(first);
    assertThat(first.follow(List.of(said(2, other, third)))).isEqualTo(first);
    assertThat(first.follow(List.of(said(3, other, key)))).isEqualTo(first);
  }

  @Test
  void a_key_does_not_tell_its_private_half() {
    assertThat(key.toString()).isEqualTo("SigningKey[%s]".formatted(KeyId.of(key.publicKey())));
  }

  private static Envelope said(int generation, SigningKey next, SigningKey by) {
    var statement =
        new KeyStatement(generation, next.publicKey(), Instant.parse("2026-01-01T00:00:00Z"));
    return Envelope.sign(KeyStatement.TYPE, Json.writeBytes(statement), by);
  }

  private static Envelope reread(Envelope envelope) {
    return Json.read(Json.write(envelope), Envelope.class);
  }

  private static SigningKey newKey() {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(PublicKey.of(pair.getPublic()), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
