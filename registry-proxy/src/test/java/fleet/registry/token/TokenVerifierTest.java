package fleet.registry.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fleet.contract.identity.PublicKey;
import fleet.contract.identity.SignedToken;
import fleet.contract.identity.TokenClaims;
import fleet.registry.access.Bearer;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
  private final KeyPair first = newKeys();
  private final KeyPair second = newKeys();
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private KeyPair current = first;
  private boolean isApiUp = true;
  private int fetches;

  private final TokenVerifier verifier = new TokenVerifier(this::fetch, new TestClock(() -> now));

  private PublicKey fetch() {
    fetches++;
    if (!isApiUp) {
      throw new IllegalStateException("connection refused");
    }
    return PublicKey.of(current.getPublic());
  }

  private Bearer verify(KeyPair signer) {
    return verifier.verify(Optional.of("Bearer " + token(signer)));
  }

  @Test
  void the_key_is_fetched_for_the_first_token_and_kept() {
    assertThat(verifier.verify(Optional.empty())).isInstanceOf(Bearer.Anonymous.class);
    assertThat(fetches).isZero();
    assertThat(verify(first)).isInstanceOf(Bearer.Signed.class);
    assertThat(verify(first)).isInstanceOf(Bearer.Signed.class);
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void another_scheme_is_no_token() {
    assertThat(verifier.verify(Optional.of("Basic dGVzdDp0ZXN0")))
        .isInstanceOf(Bearer.Anonymous.class);
  }

  @Test
  void a_new_key_is_found_when_a_signature_does_not_fit() {
    assertThat(verify(first)).isInstanceOf(Bearer.Signed.class);
    current = second;
    now = now.plus(Duration.ofSeconds(10));
    assertThat(verify(second)).isInstanceOf(Bearer.Signed.class);
    assertThat(verify(first)).isInstanceOf(Bearer.Forged.class);
  }

  @Test
  void forged_tokens_do_not_become_requests_to_the_api() {
    assertThat(verify(first)).isInstanceOf(Bearer.Signed.class);
    for (var i = 0; i < 100; i++) {
      assertThat(verify(second)).isInstanceOf(Bearer.Forged.class);
    }
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void without_the_api_the_known_key_still_counts() {
    assertThat(verify(first)).isInstanceOf(Bearer.Signed.class);
    isApiUp = false;
    now = now.plus(Duration.ofHours(1));
    assertThat(verify(first)).isInstanceOf(Bearer.Signed.class);
    assertThat(verify(second)).isInstanceOf(Bearer.Forged.class);
  }

  @Test
  void without_the_api_and_without_a_key_nothing_can_be_said() {
    isApiUp = false;
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> verify(first))
        .extracting(RegistryException::code)
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> verify(first));
    assertThat(fetches).as("not asked in a row").isEqualTo(1);
    isApiUp = true;
    now = now.plus(Duration.ofSeconds(1));
    assertThat(verify(first)).isInstanceOf(Bearer.Signed.class);
  }

  private static String token(KeyPair signer) {
    var claims = new TokenClaims("fleet", "d", TokenClaims.REGISTRY, 0, 0, List.of());
    return SignedToken.sign(claims, signer.getPrivate());
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A clock that the test moves. */
  private static final class TestClock extends Clock {
    private final InstantSource source;

    TestClock(InstantSource source) {
      this.source = source;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return source.instant();
    }
  }
}
