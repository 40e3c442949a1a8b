package fleet.contract.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedTokenTest {
  private final KeyPair keys = newKeys();
  private final PublicKey verifier = PublicKey.of(keys.getPublic());
  private final TokenClaims claims =
      new TokenClaims(
          "fleet",
          "kitchen",
          TokenClaims.REGISTRY,
          1_000,
          1_300,
          List.of(RegistryAccess.pull("berlin/web")));

  @Test
  void a_token_says_what_was_signed() {
    var token = SignedToken.sign(claims, keys.getPrivate());

    assertThat(SignedToken.verify(token, verifier)).contains(claims);
  }

  @Test
  void another_key_does_not_verify_it() {
    var token = SignedToken.sign(claims, newKeys().getPrivate());

    assertThat(SignedToken.verify(token, verifier)).isEmpty();
  }

  @Test
  void a_changed_claim_an_unsigned_header_and_rubbish_are_nothing() {
    var token = SignedToken.sign(claims, keys.getPrivate());
    var parts = token.split("\\.");
    var forged =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("kitchen", "bedroom");
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var none = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(
            SignedToken.verify(
                parts[0]
                    + "."
                    + encoder.encodeToString(forged.getBytes(StandardCharsets.UTF_8))
                    + "."
                    + parts[2],
                verifier))
        .isEmpty();
    assertThat(SignedToken.verify(none + "." + parts[1] + ".", verifier)).isEmpty();
    assertThat(SignedToken.verify("", verifier)).isEmpty();
    assertThat(SignedToken.verify(parts[0] + ".!.!", verifier)).isEmpty();
    assertThat(SignedToken.verify("a".repeat(100_000), verifier)).isEmpty();
  }

  @Test
  void a_token_is_over_from_its_expiry_on() {
    assertThat(claims.isExpired(Instant.ofEpochSecond(1_299))).isFalse();
    assertThat(claims.isExpired(Instant.ofEpochSecond(1_300))).isTrue();
  }

  @Test
  void a_secret_is_never_printed() {
    assertThat(Secret.random("key_").toString()).isEqualTo("***");
    assertThat("key: " + Secret.of("hush")).doesNotContain("hush");
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
