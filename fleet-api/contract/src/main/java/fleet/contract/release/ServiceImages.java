package fleet.contract.release;

import fleet.contract.identity.ServiceName;
import java.util.List;
import java.util.Optional;

/**
 * All images of one service in one release.
 *
 * @param repository where the registry keeps them, {@code FLEET/SERVICE}
 * @param index digest of the one OCI index over all variants
 */
public record ServiceImages(
    ServiceName service, String repository, Digest index, List<ImageVariant> variants) {
  public ServiceImages {
    variants = List.copyOf(variants);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("service %s has no image".formatted(service));
    }
  }

  /** The image for a device: by its type where one was built for it, else by its platform. */
  public Optional<ImageVariant> variantFor(String deviceType, Platform platform) {
    return variants.stream()
        .filter(image -> image.variant().equals(deviceType))
        .findFirst()
        .or(() ->
            variants.stream()
                .filter(image -> image.variant().equals(platform.toString()))
                .findFirst());
  }
}
