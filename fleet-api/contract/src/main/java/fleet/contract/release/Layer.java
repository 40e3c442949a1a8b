package fleet.contract.release;

/**
 * One layer of an image.
 *
 * @param digest of the bytes in the registry (compressed)
 * @param diffId of the uncompressed tar, as the image's configuration names it
 * @param size bytes in the registry
 */
public record Layer(Digest digest, Digest diffId, long size) {
  public Layer {
    if (size < 0) {
      throw new IllegalArgumentException("a layer's size is not negative");
    }
  }
}
