package fleet.api.certificate;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.contract.node.KeyWrap;
import fleet.contract.node.MasterKey;
import fleet.contract.node.Rewrap;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateEncodingException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;

/** Where the authority is kept: one for all nodes, its key wrapped by the master key. */
public final class Authorities {
  private static final String OWNER = "fleet api certificates";
  private static final int FIRST = 1;

  private Authorities() {}

  /**
   * The authority; the very first look makes it.
   *
   * @throws IllegalStateException when another master key wrapped its key
   */
  public static Authority load(
      Database database, MasterKey masterKey, AuditLog audit, InstantSource clock) {
    var rows = new AuthorityRows();
    var wrap = masterKey.wrapFor(OWNER);
    var row =
        database.call(tx -> {
          if (rows.newest(tx).isEmpty()) {
            var now = clock.instant();
            if (rows.insertUnlessThere(tx, made(wrap, now), now)) {
              audit.add(tx, Actor.server(), Deed.of("server-key.create").to(name(FIRST)));
            }
          }
          return rows.newest(tx).orElseThrow();
        });
    return read(wrap, row);
  }

  /** Has another master key wrap its key. */
  public static void rewrap(Tx tx, Rewrap rewrap) {
    var rows = new AuthorityRows();
    for (var row : rows.all(tx)) {
      rows.rewrap(tx, row.generation(), rewrap.again(OWNER, name(row.generation()), row.wrapped()));
    }
  }

  private static AuthorityRows.Row made(KeyWrap wrap, Instant now) {
    try {
      var authority = Authority.make(now);
      return new AuthorityRows.Row(
          FIRST,
          authority.certificate().getEncoded(),
          wrap.wrap(name(FIRST), authority.key().getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("could not keep the authority", e);
    }
  }

  private static Authority read(KeyWrap wrap, AuthorityRows.Row row) {
    var name = name(row.generation());
    var plain = wrap.unwrap(name, row.wrapped());
    try {
      var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(plain));
      return new Authority(CertificateForm.read(row.certificate()), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not read " + name, e);
    }
  }

  private static String name(int generation) {
    return "authority " + generation;
  }
}
