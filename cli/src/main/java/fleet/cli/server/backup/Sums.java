package fleet.cli.server.backup;

import fleet.contract.release.Digest;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The sums of entries, a line each, as {@code sha256sum} writes them. Mutable, one owner. */
final class Sums {
  private final StringBuilder lines = new StringBuilder();

  /** Takes note of an entry whose bytes went through this digest. */
  void add(String name, MessageDigest sha256) {
    lines.append(HexFormat.of().formatHex(sha256.digest())).append("  ").append(name).append('\n');
  }

  /** For the bytes of one entry. */
  static MessageDigest digest() {
    return Digest.sha256();
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
