package fleet.api.access.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * The decision whether an ID token is what it should be (OpenID Connect Core 3.1.3.7). Pure; every
 * method throws {@link ProviderFault} when it is not.
 */
final class IdTokens {
  private static final int MOST_CHARS = 64 * 1024;
  private static final int MOST_SUBJECT_CHARS = 255;
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Duration OLDEST = Duration.ofMinutes(15);

  /** Signatures with a private key alone: with none, or a shared one, anybody could make tokens. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  private IdTokens() {}

  /** What the token must say. */
  record Expected(URI issuer, String clientId, String nonce) {}

  /** Reads a token that is signed in a way that we take; by whom is not known yet. */
  static SignedJWT read(String text) {
    if (text.length() > MOST_CHARS) {
      throw new ProviderFault("its ID token is too large");
    }
    try {
      var token = SignedJWT.parse(text);
      var algorithm = token.getHeader().getAlgorithm();
      if (!ALGORITHMS.contains(algorithm)) {
        throw new ProviderFault("its ID token is not signed in a way that is taken");
      }
      if (token.getHeader().getCriticalParams() != null) {
        throw new ProviderFault("its ID token asks for what is not understood");
      }
      return token;
    } catch (ParseException | IllegalArgumentException e) {
      throw new ProviderFault("its ID token is not signed, or is none", e);
    }
  }

  /** What the token says, when one of the keys signed it and it is meant for this sign-in. */
  static Claims check(SignedJWT token, ProviderKeys keys, Expected expected, Instant now) {
    if (!keys.signed(token)) {
      throw new ProviderFault("its ID token is signed by none of its keys");
    }
    try {
      var claims = token.getJWTClaimsSet();
      parties(claims, expected);
      times(claims, now);
      return new Claims(subject(claims), claims.getClaims());
    } catch (ParseException e) {
      throw new ProviderFault("its ID token has claims of the wrong type", e);
    }
  }

  private static void parties(JWTClaimsSet claims, Expected expected) throws ParseException {
    require(
        expected.issuer().toString().equals(claims.getIssuer()),
        "its ID token is by another issuer");
    var audience = claims.getAudience();
    require(audience.contains(expected.clientId()), "its ID token is for somebody else");
    var party = Optional.ofNullable(claims.getStringClaim("azp"));
    require(
        party.map(expected.clientId()::equals).orElse(audience.size() == 1),
        "its ID token was made for somebody else");
    var nonce = Optional.ofNullable(claims.getStringClaim("nonce")).orElse("");
    require(
        MessageDigest.isEqual(bytes(nonce), bytes(expected.nonce())),
        "its ID token belongs to another sign-in");
  }

  private static void times(JWTClaimsSet claims, Instant now) {
    var expires = time(claims.getExpirationTime(), "when it is over");
    var issued = time(claims.getIssueTime(), "when it was made");
    require(expires.plus(SKEW).isAfter(now), "its ID token is over");
    require(!issued.minus(SKEW).isAfter(now), "its ID token is of the future");
    require(issued.plus(OLDEST).isAfter(now), "its ID token is old");
    var begins = Optional.ofNullable(claims.getNotBeforeTime()).map(Date::toInstant);
    require(
        begins.map(at -> !at.minus(SKEW).isAfter(now)).orElse(true),
        "its ID token is not good yet");
  }

  private static Instant time(Date date, String what) {
    return Optional.ofNullable(date)
        .map(Date::toInstant)
        .orElseThrow(() -> new ProviderFault("its ID token does not say " + what));
  }

  private static String subject(JWTClaimsSet claims) {
    var subject = Optional.ofNullable(claims.getSubject()).orElse("");
    require(
        !subject.isBlank() && subject.length() <= MOST_SUBJECT_CHARS,
        "its ID token does not say who it is about");
    return subject;
  }

  private static void require(boolean sound, String otherwise) {
    if (!sound) {
      throw new ProviderFault(otherwise);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
