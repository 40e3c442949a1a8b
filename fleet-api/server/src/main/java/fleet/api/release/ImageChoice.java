package fleet.api.release;

import fleet.contract.identity.ServiceName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Release;
import fleet.contract.release.ServiceImages;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One image of a release, as whoever asks means it. Pure.
 *
 * @param service whose image it is, with all of them
 */
public record ImageChoice(ServiceImages service, ImageVariant image) {
  /**
   * Chooses.
   *
   * @param service may be absent where the release has only one
   * @param variant a platform or a device type; may be absent where there is only one
   * @throws ProblemException that names those which there are
   */
  public static ImageChoice of(
      Release release, Optional<ServiceName> service, Optional<String> variant) {
    var those =
        one(
            release.services(),
            service.map(ServiceName::value),
            it -> it.service().value(),
            new Words(
                "release %s has no service '%%s'; it has %%s".formatted(release.version()),
                "release %s has %%d services: %%s".formatted(release.version()),
                "name one of them"));
    var image =
        one(
            those.variants(),
            variant,
            ImageVariant::variant,
            new Words(
                "%s of release %s was not built for '%%s'; it was for %%s"
                    .formatted(those.service(), release.version()),
                "%s of release %s was built for %%d platforms: %%s"
                    .formatted(those.service(), release.version()),
                "name one of them, such as --platform " + those.variants().getFirst().variant()));
    return new ImageChoice(those, image);
  }

  /** What is said when there is none of the name, when there are several, and to do. */
  private record Words(String none, String several, String hint) {}

  private static <T> T one(
      List<T> all, Optional<String> wanted, Function<T, String> name, Words words) {
    var names = String.join(", ", all.stream().map(name).sorted().toList());
    if (wanted.isPresent()) {
      return all.stream()
          .filter(each -> name.apply(each).equals(wanted.get()))
          .findFirst()
          .orElseThrow(() ->
              new ProblemException(
                  ProblemCode.NOT_FOUND, words.none().formatted(wanted.get(), names), ""));
    }
    if (all.size() > 1) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST, words.several().formatted(all.size(), names), words.hint());
    }
    return all.getFirst();
  }
}
