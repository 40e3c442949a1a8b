package fleet.contract.device;

import java.nio.charset.StandardCharsets;

/** A nonce, good for one minute; the server's own seal is in it, so the server keeps nothing. */
public record Challenge(String nonce) {
  /** The bytes that the device signs: purpose and nonce, a line each. */
  public byte[] message() {
    return "fleet-session\n%s\n".formatted(nonce).getBytes(StandardCharsets.UTF_8);
  }
}
