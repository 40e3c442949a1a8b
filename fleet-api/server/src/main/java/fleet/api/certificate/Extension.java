package fleet.api.certificate;

import fleet.contract.trust.AuthorityPin;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;

/** What else a certificate says, each as its DER (RFC 5280, 4.2). Pure. */
final class Extension {
  private static final int KEY_ID_BYTES = 20;
  private static final byte[] SERVER_AUTH = Der.oid("1.3.6.1.5.5.7.3.1");

  /** {@code keyCertSign} and {@code cRLSign}, the bits 5 and 6. */
  private static final byte[] MAY_SIGN = Der.bits(1, new byte[] {0x06});

  /** {@code digitalSignature}, the bit 0. */
  private static final byte[] MAY_PROVE_ITSELF = Der.bits(7, new byte[] {(byte) 0x80});

  private Extension() {}

  /** Of an authority that issues for servers, and makes no authorities below itself. */
  static List<byte[]> ofAuthority(PublicKey key) {
    return List.of(
        critical("2.5.29.19", Der.sequence(Der.TRUE, Der.integer(BigInteger.ZERO))),
        critical("2.5.29.15", MAY_SIGN),
        plain("2.5.29.14", Der.octets(keyId(key))));
  }

  /** Of a server at these hosts, issued with that key. */
  static List<byte[]> ofServer(PublicKey key, PublicKey issuer, List<Host> hosts) {
    var names = hosts.stream().map(Host::der).toArray(byte[][]::new);
    return List.of(
        critical("2.5.29.19", Der.sequence()),
        critical("2.5.29.15", MAY_PROVE_ITSELF),
        plain("2.5.29.37", Der.sequence(SERVER_AUTH)),
        plain("2.5.29.17", Der.sequence(names)),
        plain("2.5.29.14", Der.octets(keyId(key))),
        plain("2.5.29.35", Der.sequence(Der.implicit(0, keyId(issuer)))));
  }

  private static byte[] critical(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.TRUE, Der.octets(value));
  }

  private static byte[] plain(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.octets(value));
  }

  /** Names a key: RFC 7093, method 4, to the length that everybody reads. */
  private static byte[] keyId(PublicKey key) {
    return Arrays.copyOf(AuthorityPin.of(key).sha256(), KEY_ID_BYTES);
  }
}
