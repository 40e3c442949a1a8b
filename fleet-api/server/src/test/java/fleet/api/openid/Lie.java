package fleet.api.openid;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the provider of the tests misbehaves. */
public enum Lie {
  NONE,
  NOT_SIGNED,
  SIGNED_WITH_ITS_PUBLIC_KEY,
  SIGNED_BY_A_STRANGER,
  OTHER_ISSUER,
  OTHER_AUDIENCE,
  TWO_AUDIENCES,
  OTHER_PARTY,
  OTHER_NONCE,
  NO_NONCE,
  OVER,
  WITHOUT_END,
  OF_THE_FUTURE,
  OLD,
  ABOUT_NOBODY,
  WRONG_TYPES,
  NO_TOKEN,
  GARBAGE,
  OTHER_ISSUER_IN_DISCOVERY,
  PLAIN_HTTP_ELSEWHERE,
  REDIRECTS,
  TOO_MUCH,
  FAILS,
  NOT_JSON,
  REFUSES_THE_CODE;

  /** Changes what an honest token says. */
  void bend(Map<String, Object> claims, Instant now) {
    switch (this) {
      case OTHER_ISSUER -> claims.put("iss", "https://evil.example.com");
      case OTHER_AUDIENCE -> claims.put("aud", "another-client");
      case TWO_AUDIENCES -> claims.put("aud", List.of(TestProvider.CLIENT, "another-client"));
      case OTHER_PARTY -> claims.put("azp", "another-client");
      case OTHER_NONCE -> claims.put("nonce", "of-another-sign-in");
      case NO_NONCE -> claims.remove("nonce");
      case OVER -> claims.put("exp", now.minusSeconds(300).getEpochSecond());
      case WITHOUT_END -> claims.remove("exp");
      case OF_THE_FUTURE -> claims.put("iat", now.plusSeconds(3600).getEpochSecond());
      case OLD -> claims.put("iat", now.minusSeconds(7200).getEpochSecond());
      case ABOUT_NOBODY -> claims.remove("sub");
      case WRONG_TYPES -> claims.put("nonce", List.of(1));
      default -> {}
    }
  }
}
