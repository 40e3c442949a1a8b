package fleet.tunnel;

import fleet.contract.identity.PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** OpenSSH lines, written by hand (RFC 8709, section 4), to check what the library writes. */
final class SshLines {
  private static final byte[] TYPE = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);

  private SshLines() {}

  static String of(PublicKey key) {
    var raw = key.raw();
    var blob = ByteBuffer.allocate(8 + TYPE.length + raw.length);
    blob.putInt(TYPE.length).put(TYPE).putInt(raw.length).put(raw);
    return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array());
  }
}
