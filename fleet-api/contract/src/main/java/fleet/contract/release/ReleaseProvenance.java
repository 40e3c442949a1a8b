package fleet.contract.release;

import fleet.contract.identity.ServiceName;
import java.util.List;
import java.util.Optional;

/**
 * How the images of a release were built.
 *
 * @param images empty for a release from before this was remembered
 * @param gitCommit from which they were built; absent where the source came without git
 */
public record ReleaseProvenance(List<ImageProvenance> images, Optional<String> gitCommit) {
  public static final ReleaseProvenance UNKNOWN =
      new ReleaseProvenance(List.of(), Optional.empty());

  public ReleaseProvenance {
    images = List.copyOf(images);
  }

  /** How that image was built; absent where nobody remembers. */
  public Optional<ImageProvenance> of(ServiceName service, ImageVariant image) {
    return images.stream()
        .filter(each -> each.service().equals(service) && each.variant().equals(image.variant()))
        .findFirst();
  }
}
