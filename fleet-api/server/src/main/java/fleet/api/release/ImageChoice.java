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
                "release %s has no service".formatted(release.version()),
                "it has",
                "release %s has".formatted(release.version()),
                "services",
                "name one of them"));
    var image =
        one(
            those.variants(),
            variant,
            ImageVariant::variant,
            new Words(
                "%s of release %s was not built for".formatted(those.service(), release.version()),
                "it was for",
                "%s of release %s was built for".formatted(those.service(), release.version()),
                "platforms",
                "name one of them, such as --platform " + those.variants().getFirst().variant()));
    return new ImageChoice(those, image);
  }

  /** What is said when there is none of the name and when there are several. */
  private record Words(String lacks, String has, String start, String noun, String hint) {
    ProblemException missing(String wanted, String names) {
      return new ProblemException(
          ProblemCode.NOT_FOUND, "%s '%s'; %s %s".formatted(lacks, wanted, has, names), "");
    }

    ProblemException several(int count, String names) {
      return new ProblemException(
          ProblemCode.INVALID_REQUEST, "%s %d %s: %s".formatted(start, count, noun, names), hint);
    }
  }

  private static <T> T one(
      List<T> all, Optional<String> wanted, Function<T, String> name, Words words) {
    var names = String.join(", ", all.stream().map(name).sorted().toList());
    if (wanted.isPresent()) {
      return all.stream()
          .filter(each -> name.apply(each).equals(wanted.get()))
          .findFirst()
          .orElseThrow(() -> words.missing(wanted.get(), names));
    }
    if (all.size() > 1) {
      throw words.several(all.size(), names);
    }
    return all.getFirst();
  }
}
