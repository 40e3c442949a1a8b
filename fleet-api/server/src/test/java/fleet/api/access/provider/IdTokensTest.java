package fleet.api.access.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.api.openid.TestKey;
import fleet.api.openid.TestKey.Kind;
import fleet.api.openid.TestToken;
import fleet.contract.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IdTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final long SECONDS = NOW.getEpochSecond();
  private static final URI ISSUER = URI.create("https://login.example.com");
  private static final IdTokens.Expected EXPECTED =
      new IdTokens.Expected(ISSUER, "fleet", "nonce-1");
  private static final TestKey KEY = TestKey.make(Kind.RS256, "one");

  @ParameterizedTest
  @EnumSource(Kind.class)
  void an_honest_token_is_taken_whatever_signs_it(Kind kind) {
    var key = TestKey.make(kind, "one");
    var claims = check(TestToken.signed(key, honest()), key);
    assertThat(claims.subject()).isEqualTo("subject-1");
  }

  @Test
  void a_key_is_found_without_its_id_among_others() {
    var token = TestToken.signed(KEY, Map.of("alg", "RS256"), honest());
    var others =
        new TestKey[] {TestKey.make(Kind.ES256, "two"), TestKey.make(Kind.RS256, "3"), KEY};
    assertThat(check(token, others).subject()).isEqualTo("subject-1");
  }

  @Test
  void clocks_may_differ_by_a_minute() {
    var late = with("exp", SECONDS - 30);
    late.put("iat", SECONDS + 30);
    late.put("nbf", SECONDS + 30);
    assertThat(check(TestToken.signed(KEY, late), KEY).subject()).isEqualTo("subject-1");
  }

  @Test
  void several_audiences_are_taken_when_it_was_made_for_us() {
    var claims = with("aud", List.of("another", "fleet"));
    claims.put("azp", "fleet");
    assertThat(check(TestToken.signed(KEY, claims), KEY).subject()).isEqualTo("subject-1");
  }

  @ParameterizedTest(name = "{0}={1}: {2}")
  @MethodSource("lies")
  void what_a_token_may_not_say(String claim, Optional<Object> value, String sentence) {
    var claims = honest();
    value.ifPresentOrElse(told -> claims.put(claim, told), () -> claims.remove(claim));
    refused(TestToken.signed(KEY, claims), sentence, KEY);
  }

  static List<Arguments> lies() {
    return List.of(
        lie("iss", "https://login.example.com/", "by another issuer"),
        lie("iss", "https://evil.example.com", "by another issuer"),
        none("iss", "by another issuer"),
        lie("aud", "another", "for somebody else"),
        lie("aud", List.of(), "for somebody else"),
        lie("aud", List.of("fleet", "another"), "made for somebody else"),
        none("aud", "for somebody else"),
        lie("azp", "another", "made for somebody else"),
        lie("nonce", "nonce-2", "another sign-in"),
        lie("nonce", "", "another sign-in"),
        lie("nonce", List.of("nonce-1"), "wrong type"),
        none("nonce", "another sign-in"),
        lie("exp", SECONDS - 61, "is over"),
        lie("exp", "tomorrow", "wrong type"),
        none("exp", "does not say when it is over"),
        lie("iat", SECONDS + 62, "of the future"),
        lie("iat", SECONDS - 1000, "is old"),
        none("iat", "does not say when it was made"),
        lie("nbf", SECONDS + 62, "not good yet"),
        lie("sub", " ", "who it is about"),
        lie("sub", "s".repeat(256), "who it is about"),
        none("sub", "who it is about"));
  }

  @Test
  void a_token_is_signed_by_a_private_key_of_the_provider() {
    var stranger = TestKey.make(Kind.RS256, "one");
    refused(TestToken.signed(stranger, honest()), "none of its keys", KEY);
    refused(TestToken.unsigned(honest()), "not signed", KEY);
    refused(TestToken.withPublicKeyAsSecret(KEY, honest()), "a way that is taken", KEY);
    refused("not.a.token", "not signed, or is none", KEY);
    refused("", "not signed, or is none", KEY);
    var good = TestToken.signed(KEY, honest());
    refused(good.substring(0, good.lastIndexOf('.') + 1), "", KEY);
    var parts = good.split("\\.");
    var other = TestToken.signed(stranger, with("sub", "admin")).split("\\.");
    refused(parts[0] + "." + other[1] + "." + parts[2], "none of its keys", KEY);
  }

  @Test
  void a_key_does_only_what_it_is_for() {
    var curve = TestKey.make(Kind.ES256, "one");
    var claimsRsa = Map.<String, Object>of("alg", "RS256", "kid", "one");
    refused(TestToken.signed(curve, claimsRsa, honest()), "none of its keys", curve);
    var edwards = TestKey.make(Kind.EdDSA, "one");
    refused(TestToken.signed(edwards, claimsRsa, honest()), "none of its keys", edwards);
    var tooShort = TestKey.shortRsa("one");
    refused(TestToken.signed(tooShort, honest()), "none of its keys", tooShort);
  }

  @Test
  void a_header_brings_no_key_and_asks_for_nothing() {
    var stranger = TestKey.make(Kind.RS256, "one");
    var own = Map.<String, Object>of("alg", "RS256", "kid", "one", "jwk", stranger.published());
    refused(TestToken.signed(stranger, own, honest()), "none of its keys", KEY);
    var critical =
        Map.<String, Object>of("alg", "RS256", "kid", "one", "crit", List.of("x"), "x", 1);
    refused(TestToken.signed(KEY, critical, honest()), "not understood", KEY);
  }

  @Test
  void a_token_is_bounded() {
    var large = TestToken.signed(KEY, with("name", "n".repeat(70_000)));
    refused(large, "too large", KEY);
  }

  @Test
  void what_is_published_as_keys_is_bounded_and_must_be_keys() {
    assertThatThrownBy(() -> ProviderKeys.parse("[]")).isInstanceOf(ProviderFault.class);
    var many = new Object[101];
    Arrays.fill(many, KEY.published());
    assertThatThrownBy(() -> ProviderKeys.parse(Json.write(Map.of("keys", many))))
        .hasMessageContaining("more than 100 keys");
  }

  private static Arguments lie(String claim, Object value, String sentence) {
    return Arguments.of(claim, Optional.of(value), sentence);
  }

  private static Arguments none(String claim, String sentence) {
    return Arguments.of(claim, Optional.empty(), sentence);
  }

  private static Map<String, Object> honest() {
    return new HashMap<>(TestToken.claims(ISSUER.toString(), "fleet", "nonce-1", NOW));
  }

  private static Map<String, Object> with(String claim, Object value) {
    var claims = honest();
    claims.put(claim, value);
    return claims;
  }

  private static Claims check(String token, TestKey... keys) {
    var published = Arrays.stream(keys).map(TestKey::published).toList();
    var set = ProviderKeys.parse(Json.write(Map.of("keys", published)));
    return IdTokens.check(IdTokens.read(token), set, EXPECTED, NOW);
  }

  private static void refused(String token, String sentence, TestKey... keys) {
    assertThatThrownBy(() -> check(token, keys))
        .isInstanceOf(ProviderFault.class)
        .hasMessageContaining(sentence);
  }
}
