package fleet.builder.build;

import fleet.builder.plan.BuildPlan;
import fleet.builder.plan.ImageName;
import fleet.builder.plan.ImagePlan;
import fleet.builder.plan.Nearest;
import fleet.builder.plan.Origin;
import fleet.builder.plan.Recipe;
import fleet.builder.plan.ServicePlan;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.node.BuiltRelease;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.BaseImage;
import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.ServiceImages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The services that a push does not build: they keep the images that they have in the fleet's
 * newest final release, so that the new one is complete. Pure.
 *
 * @param plan of all services
 * @param kept in the plan's order
 */
record KeptServices(BuildPlan plan, List<MadeImages> kept) {
  private static final Pattern ONE_IMAGE = Pattern.compile("FROM (\\S+)\n");
  private static final String ALL = "push without service= to build all";

  KeptServices {
    kept = List.copyOf(kept);
  }

  /**
   * Those that are not asked for; none where nothing is asked for.
   *
   * @param newest asks for the fleet's newest final release
   * @throws ProblemException when one of them cannot keep its images
   */
  static KeptServices of(
      BuildPlan plan,
      List<ServiceName> asked,
      FleetName fleet,
      Function<FleetName, Optional<BuiltRelease>> newest) {
    var names = plan.services().stream().map(ServicePlan::service).toList();
    asked.stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw unknown(name, names);
        });
    if (asked.isEmpty() || asked.containsAll(names)) {
      return new KeptServices(plan, List.of());
    }
    var before =
        newest
            .apply(fleet)
            .orElseThrow(() ->
                refuse(
                    "%s has no final release, of which the other services would keep their images"
                        .formatted(fleet)));
    return new KeptServices(
        plan,
        plan.services().stream()
            .filter(service -> !asked.contains(service.service()))
            .map(service -> keep(service, before))
            .toList());
  }

  /** Tells which they are. */
  List<String> notes() {
    return kept.stream()
        .map(images -> "%s: keeps its images".formatted(images.images().service()))
        .toList();
  }

  /** What is still to be made. */
  BuildPlan rest() {
    var names = new HashSet<ServiceName>();
    plan.services().forEach(service -> names.add(service.service()));
    kept.forEach(images -> names.remove(images.images().service()));
    return plan.only(names);
  }

  /** All images, in the plan's order. */
  List<MadeImages> beside(List<MadeImages> made) {
    var all = new ArrayList<>(kept);
    all.addAll(made);
    var order = plan.services().stream().map(ServicePlan::service).toList();
    all.sort(Comparator.comparingInt(images -> order.indexOf(images.images().service())));
    return all;
  }

  private static MadeImages keep(ServicePlan service, BuiltRelease before) {
    var name = service.service();
    var version = before.release().version();
    var images =
        before.release().services().stream()
            .filter(each -> each.service().equals(name))
            .findFirst()
            .orElseThrow(
                () -> refuse("%s is not in %s, so it must be built".formatted(name, version)));
    var wanted =
        service.images().stream()
            .map(ImagePlan::variant)
            .collect(Collectors.toCollection(TreeSet::new));
    var there =
        images.variants().stream()
            .map(ImageVariant::variant)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!wanted.equals(there)) {
      throw refuse(
          "%s is for %s in %s, and for %s now, so it must be built"
              .formatted(name, words(there), version, words(wanted)));
    }
    var provenance = new ArrayList<ImageProvenance>();
    for (var image : service.images()) {
      provenance.add(provenance(image, service.copied(), images, before));
    }
    return new MadeImages(images, provenance);
  }

  private static ImageProvenance provenance(
      ImagePlan image, Optional<Origin> copied, ServiceImages images, BuiltRelease before) {
    var name = images.service();
    var version = before.release().version();
    var known =
        before.provenance().images().stream()
            .filter(each -> each.service().equals(name) && each.variant().equals(image.variant()))
            .findFirst()
            .orElseThrow(() ->
                refuse(
                    "how %s was built in %s is not known, so it must be built"
                        .formatted(name, version)));
    if (!isSame(image, copied, known)) {
      throw refuse(
          "how %s is built is not as it was in %s, so it must be built".formatted(name, version));
    }
    return known;
  }

  /** As far as a release remembers: the contents of files are whoever's matter who keeps images. */
  private static boolean isSame(ImagePlan image, Optional<Origin> copied, ImageProvenance known) {
    var settings = image.build().settings();
    if (copied.isPresent() || known.copied().isPresent()) {
      return copied.map(KeptServices::name).equals(known.copied().map(BaseImage::name));
    }
    return image.build().recipe().file().equals(known.dockerfile())
        && settings.target().equals(known.target())
        && settings.args().keySet().equals(Set.copyOf(known.buildArgs()))
        && named(image.build().recipe())
            .map(name -> known.bases().stream().anyMatch(base -> base.name().equals(name)))
            .orElse(true);
  }

  private static String name(Origin origin) {
    return switch (origin) {
      case Origin.Registry(var image) -> image.plain();
      case Origin.Archive(var path) -> path;
    };
  }

  /** The image that a service takes as it is, as provenance names it. */
  private static Optional<String> named(Recipe recipe) {
    if (!(recipe instanceof Recipe.Inline(var text))) {
      return Optional.empty();
    }
    var from = ONE_IMAGE.matcher(text);
    return from.matches() ? Optional.of(plain(from.group(1))) : Optional.empty();
  }

  private static String plain(String image) {
    try {
      return ImageName.parse(image).plain();
    } catch (IllegalArgumentException e) {
      return image;
    }
  }

  private static ProblemException unknown(ServiceName name, List<ServiceName> known) {
    var words = known.stream().map(ServiceName::value).toList();
    return new ProblemException(
        ProblemCode.INVALID_PROJECT,
        "the project has no service '%s' to build".formatted(name),
        Nearest.of(name.value(), words).map("the nearest is '%s'"::formatted).orElse(""));
  }

  private static String words(Set<String> variants) {
    return String.join(", ", variants);
  }

  private static ProblemException refuse(String sentence) {
    return new ProblemException(ProblemCode.INVALID_PROJECT, sentence, ALL);
  }
}
