package fleet.contract.release;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.UserName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the builder hands to the API when every image is in the registry.
 *
 * @param commit of the source; a content digest's first 40 digits where there is no git
 * @param canary some devices that get it first; all at once when absent
 * @param provenance how its images were built; a builder of the version before does not say
 * @param semver the project's own version, of which the API counts revisions; it counts releases
 *     where there is none
 */
public record NewRelease(
    BuildId build,
    UserName author,
    String commit,
    Optional<String> semver,
    String note,
    Map<String, String> tags,
    boolean draft,
    Optional<Canary> canary,
    List<ServiceImages> services,
    Composition composition,
    Optional<ReleaseProvenance> provenance) {
  public NewRelease {
    tags = Map.copyOf(tags);
    services = List.copyOf(services);
  }

  /** A release of which nobody says how it was built. */
  public NewRelease(
      BuildId build,
      UserName author,
      String commit,
      Optional<String> semver,
      String note,
      Map<String, String> tags,
      boolean draft,
      Optional<Canary> canary,
      List<ServiceImages> services,
      Composition composition) {
    this(
        build,
        author,
        commit,
        semver,
        note,
        tags,
        draft,
        canary,
        services,
        composition,
        Optional.empty());
  }
}
