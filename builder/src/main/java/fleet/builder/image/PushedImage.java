package fleet.builder.image;

import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import java.util.Optional;

/**
 * An image in the registry.
 *
 * @param mediaType of its manifest
 * @param manifestSize bytes of its manifest
 * @param claim what its configuration says that it is for, where that is another platform
 */
public record PushedImage(
    ImageVariant variant, String mediaType, long manifestSize, Optional<Platform> claim) {
  /** The same, as the image of a variant: a device type, or the platform's text. */
  public PushedImage of(String name) {
    return new PushedImage(
        new ImageVariant(
            name,
            variant.platform(),
            variant.manifest(),
            variant.config(),
            variant.configSize(),
            variant.layers()),
        mediaType,
        manifestSize,
        claim);
  }
}
