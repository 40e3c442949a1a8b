package fleet.api.target;

import fleet.api.Samples;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What targets are made of. */
final class TargetSamples {
  static final FleetName FLEET = FleetName.parse("berlin");
  static final TargetTerms TERMS =
      new TargetTerms(
          new RegistryDoor.Beside(5000),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5));

  private TargetSamples() {}

  /** The release with a proof of which the payload is told. */
  static Optional<Given> given(Release release, String payload) {
    var unsigned = new Envelope("type", payload, List.of());
    return Optional.of(new Given(release, new Proof(unsigned, unsigned, List.of(), List.of())));
  }

  static Release release(Platform... platforms) {
    NewRelease made = Samples.release(FLEET, Optional.of("1.0.0"), false, platforms);
    return new Release(
        ReleaseId.random(),
        FLEET,
        "1.0.0",
        1,
        BuildId.random(),
        made.author(),
        made.commit(),
        made.note(),
        made.tags(),
        ReleaseState.FINAL,
        Optional.empty(),
        Instant.EPOCH,
        made.services(),
        made.composition());
  }
}
