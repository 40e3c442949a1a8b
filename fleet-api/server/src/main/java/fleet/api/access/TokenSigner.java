package fleet.api.access;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SignedToken;
import fleet.contract.identity.TokenClaims;
import fleet.contract.node.KeyWrap;
import fleet.contract.node.MasterKey;
import fleet.contract.node.Rewrap;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Signs short-lived tokens with the one key pair of the installation. Thread-safe. */
public final class TokenSigner {
  private static final String ALGORITHM = "Ed25519";
  private static final String OWNER = "fleet api keys";
  private static final String NAME = "tokens";
  private static final String ISSUER = "fleet";

  private final PublicKey publicKey;
  private final PrivateKey privateKey;

  private TokenSigner(PublicKey publicKey, PrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /** Loads the pair; the very first start makes it. */
  public static TokenSigner load(
      Database database, MasterKey masterKey, AuditLog audit, InstantSource clock) {
    var rows = new KeyRows();
    var wrap = masterKey.wrapFor(OWNER);
    var row =
        database.call(tx -> {
          if (rows.find(tx, NAME).isEmpty()
              && rows.insertUnlessThere(tx, NAME, make(wrap), clock.instant())) {
            audit.add(tx, Actor.server(), Deed.of("server-key.create").to(NAME));
          }
          return rows.find(tx, NAME).orElseThrow();
        });
    try {
      var unwrapped = wrap.unwrap(NAME, Base64.getDecoder().decode(row.wrapped()));
      return new TokenSigner(
          PublicKey.parse(row.publicKey()),
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(unwrapped)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not read key " + NAME, e);
    }
  }

  /** Has another master key wrap the pair. */
  public static void rewrap(Tx tx, Rewrap rewrap) {
    var rows = new KeyRows();
    rows.find(tx, NAME)
        .ifPresent(row -> rows.rewrap(tx, NAME, rewrap.again(OWNER, NAME, row.wrapped())));
  }

  private static KeyRows.Row make(KeyWrap wrap) {
    try {
      var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new KeyRows.Row(
          PublicKey.of(pair.getPublic()).value(),
          Base64.getEncoder().encodeToString(wrap.wrap(NAME, pair.getPrivate().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not make key " + NAME, e);
    }
  }

  /** Whose signature the tokens carry. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** A token for the device API. */
  public Secret deviceToken(String subject, Instant now, Duration validFor) {
    return sign(subject, TokenClaims.DEVICE_API, now, validFor, List.of());
  }

  /** A token for the registry. */
  public Secret registryToken(
      String subject, List<RegistryAccess> access, Instant now, Duration validFor) {
    return sign(subject, TokenClaims.REGISTRY, now, validFor, access);
  }

  /** The claims of a token that this key signed for that audience, and that is not over. */
  public Optional<TokenClaims> verify(String token, String audience, Instant now) {
    return SignedToken.verify(token, publicKey)
        .filter(claims -> claims.audience().equals(audience) && !claims.isExpired(now));
  }

  private Secret sign(
      String subject,
      String audience,
      Instant now,
      Duration validFor,
      List<RegistryAccess> access) {
    var issued = now.getEpochSecond();
    var expires = issued + validFor.toSeconds();
    var claims = new TokenClaims(ISSUER, subject, audience, issued, expires, access);
    return Secret.of(SignedToken.sign(claims, privateKey));
  }
}
