package fleet.api.openid;

import fleet.contract.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes ID tokens, honest ones and others, without the library that reads them. */
public final class TestToken {
  private TestToken() {}

  /** What an honest token says. */
  public static Map<String, Object> claims(
      String issuer, String clientId, String nonce, Instant now) {
    var claims = new HashMap<String, Object>();
    claims.put("iss", issuer);
    claims.put("aud", clientId);
    claims.put("sub", "subject-1");
    claims.put("nonce", nonce);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plusSeconds(300).getEpochSecond());
    return claims;
  }

  public static String signed(TestKey key, Map<String, Object> claims) {
    return signed(key, Map.of("alg", key.kind().name(), "kid", key.id()), claims);
  }

  public static String signed(TestKey key, Map<String, Object> header, Map<String, Object> claims) {
    var text = part(header) + "." + part(claims);
    return text + "." + key.sign(text);
  }

  /** Signed by nobody. */
  public static String unsigned(Map<String, Object> claims) {
    return part(Map.of("alg", "none")) + "." + part(claims) + ".";
  }

  /** As if the public key were a shared secret. */
  public static String withPublicKeyAsSecret(TestKey key, Map<String, Object> claims) {
    var text = part(Map.of("alg", "HS256", "kid", key.id())) + "." + part(claims);
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.pair().getPublic().getEncoded(), "HmacSHA256"));
      return text + "." + TestKey.text(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(Map<String, Object> values) {
    return TestKey.text(Json.writeBytes(values));
  }
}
