package fleet.contract.trust;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Composition;
import fleet.contract.release.Release;
import fleet.contract.release.ServiceImages;
import java.time.Instant;
import java.util.List;

/**
 * What a release is, for ever: every digest of every variant, and how it runs. Whoever signs it
 * says that this fleet made it.
 *
 * @param createdAt as the release has it
 * @param composition without the contents of configs, which it names by their digests
 */
public record ReleaseStatement(
    FleetName fleet,
    ReleaseId release,
    String version,
    String commit,
    Instant createdAt,
    List<ServiceImages> services,
    Composition composition) {
  /** The DSSE payload type. */
  public static final String TYPE = "application/vnd.fleet.release.v1+json";

  public ReleaseStatement {
    services = List.copyOf(services);
  }

  /** What is said of this release. */
  public static ReleaseStatement of(Release release) {
    return new ReleaseStatement(
        release.fleet(),
        release.id(),
        release.version(),
        release.commit(),
        release.createdAt(),
        release.services(),
        release.composition().withoutContents());
  }
}
