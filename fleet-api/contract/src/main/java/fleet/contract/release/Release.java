package fleet.contract.release;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One release, immutable but for its state, note and tags.
 *
 * @param version the project's own, {@code 1.4.0+rev1} where it was released before, or {@code
 *     0.0.0+rev7} by counting
 * @param revision counts the fleet's releases from 1
 * @param fault why it was invalidated
 * @param held why it did not go out when it became final; absent when it did
 */
public record Release(
    ReleaseId id,
    FleetName fleet,
    String version,
    int revision,
    BuildId build,
    UserName author,
    String commit,
    String note,
    Map<String, String> tags,
    ReleaseState state,
    Optional<String> fault,
    Instant createdAt,
    List<ServiceImages> services,
    Composition composition,
    Optional<String> held) {
  public Release {
    tags = Map.copyOf(tags);
    services = List.copyOf(services);
  }

  /** A release that nothing holds. */
  public Release(
      ReleaseId id,
      FleetName fleet,
      String version,
      int revision,
      BuildId build,
      UserName author,
      String commit,
      String note,
      Map<String, String> tags,
      ReleaseState state,
      Optional<String> fault,
      Instant createdAt,
      List<ServiceImages> services,
      Composition composition) {
    this(
        id,
        fleet,
        version,
        revision,
        build,
        author,
        commit,
        note,
        tags,
        state,
        fault,
        createdAt,
        services,
        composition,
        Optional.empty());
  }

  /** The same release as a final one. */
  public Release asFinal() {
    return with(note, tags, ReleaseState.FINAL, Optional.empty(), Optional.empty());
  }

  /** The same release as a final one, which does not go out by itself. */
  public Release asHeld(String reason) {
    return with(note, tags, ReleaseState.FINAL, Optional.empty(), Optional.of(reason));
  }

  /** The same release, which becomes final by the signatures that it lacks. */
  public Release asUnsigned() {
    return with(note, tags, ReleaseState.UNSIGNED, Optional.empty(), Optional.empty());
  }

  /** The same release, which no device is given any more. */
  public Release asInvalidated(String reason) {
    return with(note, tags, ReleaseState.INVALIDATED, Optional.of(reason), Optional.empty());
  }

  /** The same release with other words on it. */
  public Release described(String otherNote, Map<String, String> otherTags) {
    return with(otherNote, otherTags, state, fault, held);
  }

  /** The same release, but for what the digests of its configs stand for. */
  public Release withoutContents() {
    return new Release(
        id,
        fleet,
        version,
        revision,
        build,
        author,
        commit,
        note,
        tags,
        state,
        fault,
        createdAt,
        services,
        composition.withoutContents(),
        held);
  }

  private Release with(
      String otherNote,
      Map<String, String> otherTags,
      ReleaseState otherState,
      Optional<String> otherFault,
      Optional<String> otherHeld) {
    return new Release(
        id,
        fleet,
        version,
        revision,
        build,
        author,
        commit,
        otherNote,
        otherTags,
        otherState,
        otherFault,
        createdAt,
        services,
        composition,
        otherHeld);
  }

  /** The platforms that every service was built for, in order. */
  public List<Platform> platforms() {
    return services.stream()
        .flatMap(service -> service.variants().stream())
        .map(ImageVariant::platform)
        .distinct()
        .sorted()
        .toList();
  }
}
