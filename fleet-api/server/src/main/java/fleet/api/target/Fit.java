package fleet.api.target;

import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ServiceImages;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a release has what a device needs. Pure. */
public final class Fit {
  private Fit() {}

  /** Why the release cannot run on such a device, as one clause; nothing when it can. */
  public static Optional<String> misfit(Release release, String type, Platform platform) {
    var missing =
        release.services().stream()
            .filter(images -> images.variantFor(type, platform).isEmpty())
            .map(ServiceImages::service)
            .sorted()
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has no image of %s for %s"
                .formatted(release.version(), missing, described(type, platform)));
  }

  /** A type that says more than the platform is named with it. */
  private static String described(String type, Platform platform) {
    return type.startsWith("generic") ? platform.toString() : type + " or " + platform;
  }
}
