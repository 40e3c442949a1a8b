package fleet.tunnel.certificate;

import fleet.contract.identity.Secret;
import fleet.contract.node.KeyWrap;
import fleet.contract.node.MasterKey;
import fleet.contract.node.Rewrap;
import fleet.tunnel.db.TunnelDatabase;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Base64;

/**
 * The three Ed25519 pairs of the gateway, the same on every node: who vouches for people, who
 * vouches for devices, and the gateway's own host key.
 */
public record Keyring(KeyPair userAuthority, KeyPair hostAuthority, KeyPair gateway) {
  private static final String OWNER = "fleet tunnel keys";

  /** Loads the pairs, making those that are missing. */
  public static Keyring load(TunnelDatabase database, Secret masterKey, InstantSource clock) {
    var chest = new Chest(new KeyRows(database), new MasterKey(masterKey).wrapFor(OWNER), clock);
    return new Keyring(
        chest.pair("user-authority"), chest.pair("host-authority"), chest.pair("gateway"));
  }

  /** Has another master key wrap the pairs. */
  public static void rewrap(TunnelDatabase database, Rewrap rewrap) {
    new KeyRows(database).rewrap((name, wrapped) -> rewrap.again(OWNER, name, wrapped));
  }

  private record Chest(KeyRows rows, KeyWrap wrap, InstantSource clock) {
    KeyPair pair(String name) {
      var row = rows.find(name).orElseGet(() -> make(name));
      try {
        return SshKeys.toPair(
            Base64.getDecoder().decode(row.publicKey()),
            wrap.unwrap(name, Base64.getDecoder().decode(row.wrapped())));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("could not read key " + name, e);
      }
    }

    private KeyRows.Row make(String name) {
      var pair = SshKeys.generate();
      var row =
          new KeyRows.Row(
              Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
              Base64.getEncoder().encodeToString(wrap.wrap(name, pair.getPrivate().getEncoded())));
      rows.insertUnlessThere(name, row, clock.instant());
      return rows.find(name).orElseThrow();
    }
  }
}
