package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Platform;
import java.util.List;
import java.util.Optional;

/**
 * The images of one service.
 *
 * @param images for every platform at least one; what is for a platform stands before what is for a
 *     type of it
 * @param copied where its image is that was built elsewhere; absent where it is built
 */
public record ServicePlan(ServiceName service, List<ImagePlan> images, Optional<Origin> copied) {
  public ServicePlan {
    images = List.copyOf(images);
  }

  /** One that is built. */
  public ServicePlan(ServiceName service, List<ImagePlan> images) {
    this(service, images, Optional.empty());
  }

  boolean isFor(Platform platform) {
    return images.stream().anyMatch(image -> image.platform().equals(platform));
  }

  /** Without the images of other platforms. */
  ServicePlan only(List<Platform> platforms) {
    return new ServicePlan(
        service,
        images.stream().filter(image -> platforms.contains(image.platform())).toList(),
        copied);
  }
}
