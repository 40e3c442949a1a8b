package fleet.builder.copy;

import fleet.contract.release.Digest;

/** A manifest or an index, as its bytes, which nobody changes. */
final class Document {
  private final byte[] bytes;
  private final String mediaType;
  private final Digest digest;

  Document(byte[] bytes, String mediaType) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.digest = Digest.of(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  String mediaType() {
    return mediaType;
  }

  Digest digest() {
    return digest;
  }
}
