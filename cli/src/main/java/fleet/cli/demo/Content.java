package fleet.cli.demo;

import fleet.contract.release.Digest;

/** Some bytes of an image, known by their digest; they must not be changed. */
final class Content {
  private final byte[] bytes;
  private final Digest digest;

  Content(byte[] bytes) {
    this.bytes = bytes.clone();
    this.digest = Digest.of(bytes);
  }

  Digest digest() {
    return digest;
  }

  int size() {
    return bytes.length;
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
