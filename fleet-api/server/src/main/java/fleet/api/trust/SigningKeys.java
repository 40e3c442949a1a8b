package fleet.api.trust;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.node.KeyWrap;
import fleet.contract.node.MasterKey;
import fleet.contract.node.Rewrap;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.KeyStatement;
import fleet.contract.trust.SigningKey;
import fleet.contract.trust.TrustChain;
import fleet.contract.trust.TrustedKeys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The generations of the key that signs statements. They live in the database, wrapped by the
 * master key, so that every node signs with the newest. Thread-safe.
 */
final class SigningKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final String OWNER = "fleet api statements";

  private final SigningKeyRows rows = new SigningKeyRows();
  private final KeyWrap wrap;
  private final AuditLog audit;
  private final InstantSource clock;

  /** The newest generation, with all that led to it. */
  record Current(int generation, SigningKey key, TrustChain chain) {}

  SigningKeys(MasterKey masterKey, AuditLog audit, InstantSource clock) {
    this.wrap = masterKey.wrapFor(OWNER);
    this.audit = audit;
    this.clock = clock;
  }

  /** The newest; the very first look makes one. */
  Current current(Tx tx) {
    var all = rows.all(tx);
    if (all.isEmpty()) {
      if (rows.insertUnlessThere(
          tx, row(1, SigningKey.random(), Optional.empty()), clock.instant())) {
        audit.add(tx, Actor.server(), Deed.of("server-key.create").to(name(1)));
      }
      all = rows.all(tx);
    }
    return current(all);
  }

  /** Makes the next generation, said by the one before it. */
  Current rotate(Tx tx) {
    var before = current(tx);
    var made = SigningKey.random();
    var next = before.generation() + 1;
    var statement = new KeyStatement(next, made.publicKey(), clock.instant());
    var said = Envelope.sign(KeyStatement.TYPE, Json.writeBytes(statement), before.key());
    var _ = rows.insertUnlessThere(tx, row(next, made, Optional.of(said)), clock.instant());
    return current(tx);
  }

  /** Has another master key wrap all generations. */
  static void rewrap(Tx tx, Rewrap rewrap) {
    var rows = new SigningKeyRows();
    for (var row : rows.all(tx)) {
      var name = name(row.generation());
      rows.rewrap(tx, row.generation(), rewrap.again(OWNER, name, row.wrapped()));
    }
  }

  private Current current(List<SigningKeyRows.Row> all) {
    var first = all.getFirst();
    var newest = all.getLast();
    var said = all.stream().flatMap(row -> row.statement().stream()).toList();
    return new Current(
        newest.generation(),
        unwrapped(newest),
        new TrustChain(new TrustedKeys(first.generation(), first.key()), said));
  }

  private SigningKey unwrapped(SigningKeyRows.Row row) {
    var name = name(row.generation());
    var plain = wrap.unwrap(name, Base64.getDecoder().decode(row.wrapped()));
    try {
      var factory = KeyFactory.getInstance(ALGORITHM);
      return new SigningKey(row.key(), factory.generatePrivate(new PKCS8EncodedKeySpec(plain)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not read " + name, e);
    }
  }

  private SigningKeyRows.Row row(int generation, SigningKey key, Optional<Envelope> statement) {
    var wrapped = wrap.wrap(name(generation), key.privateKey().getEncoded());
    return new SigningKeyRows.Row(
        generation, key.publicKey(), Base64.getEncoder().encodeToString(wrapped), statement);
  }

  private static String name(int generation) {
    return "statements " + generation;
  }
}
