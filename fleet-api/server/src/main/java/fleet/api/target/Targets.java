package fleet.api.target;

import fleet.contract.device.DeviceAction;
import fleet.contract.device.Protocol;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.device.TargetState;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ServiceImages;
import fleet.contract.release.ServiceSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes targets. What several devices are given is made once, and is one object in the targets of
 * all of them. Not thread-safe; one for the targets that are made together.
 */
public final class Targets {
  /** What the release of a target depends on. */
  private record Fitting(ReleaseId release, String type, Platform platform) {}

  private final Map<Fitting, ReleaseTarget> made = new HashMap<>();
  private final TargetTerms terms;

  public Targets(TargetTerms terms) {
    this.terms = terms;
  }

  /**
   * All that the device should be.
   *
   * @param given the release that is assigned to it; it fits
   * @param approach how the device reached the API
   */
  public TargetState of(
      TargetDevice device, Optional<Given> given, List<DeviceAction> actions, Approach approach) {
    return new TargetState(
        Protocol.CURRENT,
        device.id(),
        device.name(),
        device.fleet(),
        given.map(assigned -> target(assigned.release(), device)),
        terms.registry().by(approach),
        terms.reportInterval(),
        actions,
        given.map(Given::proof));
  }

  private ReleaseTarget target(Release release, TargetDevice device) {
    return made.computeIfAbsent(
        new Fitting(release.id(), device.type(), device.platform()), _ -> make(release, device));
  }

  private ReleaseTarget make(Release release, TargetDevice device) {
    return new ReleaseTarget(
        release.id(),
        release.version(),
        release.commit(),
        release.services().stream()
            .sorted(Comparator.comparing(ServiceImages::service))
            .map(images -> service(images, release, device))
            .toList(),
        release.composition().volumes(),
        terms.soak(),
        terms.deadline(),
        release.composition().contents());
  }

  private static ServiceTarget service(ServiceImages images, Release release, TargetDevice device) {
    var image =
        images
            .variantFor(device.type(), device.platform())
            .orElseThrow(() ->
                new IllegalStateException(
                    "release %s was assigned to device %s and does not fit it"
                        .formatted(release.id(), device.id())));
    var spec = release.composition().services().getOrDefault(images.service(), ServiceSpec.plain());
    return new ServiceTarget(images.service(), images.repository(), image, spec);
  }
}
