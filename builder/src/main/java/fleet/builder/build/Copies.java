package fleet.builder.build;

import fleet.builder.copy.ForeignImages;
import fleet.builder.copy.FoundImage;
import fleet.builder.plan.BuildPlan;
import fleet.builder.plan.ImagePlan;
import fleet.builder.plan.Nearest;
import fleet.builder.plan.Origin;
import fleet.builder.plan.ServicePlan;
import fleet.builder.progress.BuildLog;
import fleet.builder.progress.BuildText;
import fleet.builder.progress.SizeText;
import fleet.contract.identity.ServiceName;
import fleet.contract.node.AccessAction;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import fleet.contract.release.ServiceImages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The images of one build that were built elsewhere: all looked up first, then copied into our
 * registry, no engine being asked. Mutable, one owner.
 */
final class Copies implements AutoCloseable {
  private final BuildRequest request;
  private final BuildTools tools;
  private final BuildLog log;
  private final ForeignImages images;
  private final Map<Origin, FoundImage> found = new HashMap<>();
  private List<ServicePlan> services = List.of();

  Copies(BuildRequest request, GivenKeys given, BuildTools tools, BuildLog log) {
    this.request = request;
    this.tools = tools;
    this.log = log;
    var writer = tools.registry().writer();
    this.images =
        new ForeignImages(
            request.fleet(),
            given.registryLogins(),
            new ForeignImages.Own(
                names(tools, writer.address().getAuthority()),
                writer,
                tools.api()::registryToken,
                fleet -> tools.api().may(request.author(), AccessAction.VIEW, fleet).allowed()));
  }

  /** What our own registry is called, by engines and here. */
  private static List<String> names(BuildTools tools, String here) {
    return Stream.concat(tools.engines().registries().stream(), Stream.of(here)).toList();
  }

  /**
   * Looks up what is to be copied, and says what is still to be built.
   *
   * @throws ProblemException when a name leads to no image, or to none for a platform
   */
  BuildPlan find(BuildPlan plan) {
    requireServices(plan);
    var platforms = new ArrayList<>(plan.platforms());
    for (var service : plan.services()) {
      service.copied().ifPresent(origin -> platforms.removeAll(lacking(plan, origin)));
    }
    if (platforms.isEmpty()) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "there is no platform for which every service has an image",
          "name platforms: --platform linux/arm64");
    }
    var now = plan.on(platforms);
    services = now.services().stream().filter(each -> each.copied().isPresent()).toList();
    return now.only(
        now.services().stream()
            .filter(service -> service.copied().isEmpty())
            .map(ServicePlan::service)
            .collect(Collectors.toSet()));
  }

  /** Copies what was found. */
  List<MadeImages> make() throws IOException, InterruptedException {
    var text =
        new BuildText(
            services.stream().map(ServicePlan::service).toList(),
            services.stream()
                .flatMap(service -> service.images().stream())
                .map(ImagePlan::variant)
                .toList());
    return Parallel.all(
        services.stream().<Callable<MadeImages>>map(service -> () -> make(service, text)).toList());
  }

  private void requireServices(BuildPlan plan) {
    var names = plan.services().stream().map(each -> each.service().value()).toList();
    request.options().wish().origins().keySet().stream()
        .map(ServiceName::value)
        .filter(name -> !names.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(name -> {
          throw new ProblemException(
              ProblemCode.INVALID_PROJECT,
              "an image is given for '%s', which is no service of the project".formatted(name),
              Nearest.of(name, names).map("the nearest is '%s'"::formatted).orElse(""));
        });
  }

  /** For which platforms there is none; a release that does not need them goes without. */
  private Set<Platform> lacking(BuildPlan plan, Origin origin) {
    var image = found.computeIfAbsent(origin, this::find);
    var lacking =
        plan.platforms().stream()
            .filter(platform -> image.manifest(platform).isEmpty())
            .collect(Collectors.toSet());
    if (lacking.isEmpty()) {
      return lacking;
    }
    if (plan.isEachNeeded() || lacking.size() == plan.platforms().size()) {
      throw image.lacks(lacking);
    }
    log.line(
        "left out %s: %s is not for it"
            .formatted(
                lacking.stream().sorted().map(Platform::toString).collect(Collectors.joining(", ")),
                origin));
    return lacking;
  }

  private FoundImage find(Origin origin) {
    return switch (origin) {
      case Origin.Registry(var name) -> images.find(name);
      case Origin.Archive(var path) ->
          images.find(path, request.work().project().resolve(path), request.work().contexts());
    };
  }

  private MadeImages make(ServicePlan service, BuildText text)
      throws IOException, InterruptedException {
    var repository = "%s/%s".formatted(request.fleet(), service.service());
    var image = found.get(service.copied().orElseThrow());
    if (image == null) {
      throw new IllegalStateException("make before find");
    }
    var made =
        Parallel.all(
            service.images().stream()
                .<Callable<MadeImage>>map(plan -> () -> make(plan, image, repository, text))
                .toList());
    var pushed = made.stream().map(MadeImage::pushed).toList();
    var token = tools.api().registryToken(List.of(repository));
    var index = tools.registry().putIndex(repository, request.id().toString(), pushed, token);
    var variants = pushed.stream().<ImageVariant>map(each -> each.variant()).toList();
    return new MadeImages(
        new ServiceImages(service.service(), repository, index, variants),
        made.stream().map(MadeImage::provenance).toList());
  }

  private MadeImage make(ImagePlan plan, FoundImage image, String repository, BuildText text)
      throws InterruptedException {
    var startedAt = Instant.now();
    var service = plan.build().service();
    var copied = images.copy(image, plan.platform(), repository);
    var token = tools.api().registryToken(List.of(repository));
    var pushed =
        tools
            .registry()
            .read(repository, copied.manifest(), plan.platform(), token)
            .of(plan.variant());
    new FitCheck(tools.registry(), log, repository, token).require(service, pushed);
    var result =
        copied.bytes() == 0
            ? "there already"
            : "%s, %s"
                .formatted(
                    SizeText.mega(copied.bytes()),
                    BuildText.time(Duration.between(startedAt, Instant.now())));
    log.line(text.step(service, plan.variant(), "COPY " + image.origin().name(), result));
    return new MadeImage(pushed, provenance(plan, image, startedAt));
  }

  private ImageProvenance provenance(ImagePlan plan, FoundImage image, Instant startedAt) {
    return new ImageProvenance(
        plan.build().service(),
        plan.variant(),
        tools.own(),
        tools.own(),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        startedAt,
        Instant.now(),
        Optional.of(image.origin()));
  }

  @Override
  public void close() {
    images.close();
  }
}
