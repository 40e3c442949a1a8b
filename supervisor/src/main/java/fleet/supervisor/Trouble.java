package fleet.supervisor;

import fleet.contract.device.Failure;
import fleet.contract.device.ReleaseTarget;
import fleet.supervisor.engine.EngineException;
import fleet.supervisor.image.Images;
import fleet.supervisor.plan.DeviceState;
import fleet.supervisor.plan.ImageName;
import fleet.supervisor.target.Targets;
import java.util.List;
import java.util.Optional;

/** What holds a release up for now, in the words of a report. */
final class Trouble {
  private Trouble() {}

  /** The first image that is missing and could not be got. */
  static Optional<Failure> of(ReleaseTarget release, DeviceState seen, Images images) {
    return release.services().stream()
        .filter(service -> !seen.images().contains(ImageName.of(service)))
        .flatMap(service ->
            images.failure(ImageName.of(service)).stream()
                .map(reason ->
                    new Failure(
                        release.id(),
                        Optional.of(service.service()),
                        "the image of %s cannot be fetched: %s"
                            .formatted(service.service(), reason),
                        List.of())))
        .findFirst();
  }

  /** A target that was sent and is not gone for. */
  static Optional<Failure> of(Targets.Refusal refusal) {
    return refusal
        .target()
        .release()
        .map(release ->
            new Failure(
                release.id(),
                Optional.empty(),
                "%s is refused: %s".formatted(release.version(), refusal.reason()),
                List.of()));
  }

  static Failure of(ReleaseTarget release, EngineException reason) {
    return new Failure(
        release.id(), Optional.empty(), String.valueOf(reason.getMessage()), List.of());
  }
}
