package fleet.contract.release;

/**
 * An image that a build began from or copied out of.
 *
 * @param name as the Dockerfile's word for it was understood, {@code docker.io/library/debian:13}
 * @param digest to which the name led at that time
 */
public record BaseImage(String name, Digest digest) implements Comparable<BaseImage> {
  @Override
  public int compareTo(BaseImage other) {
    var byName = name.compareTo(other.name);
    return byName == 0 ? digest.compareTo(other.digest) : byName;
  }
}
