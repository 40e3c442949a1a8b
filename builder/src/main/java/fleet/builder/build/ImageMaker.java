package fleet.builder.build;

import fleet.builder.build.ImageJob.Desk;
import fleet.builder.build.ImageJob.Dockerfile;
import fleet.builder.engine.ContextArchive;
import fleet.builder.engine.ContextWriter;
import fleet.builder.engine.ImageOrder;
import fleet.builder.image.PushedImage;
import fleet.builder.plan.BuildPlan;
import fleet.builder.plan.ImagePlan;
import fleet.builder.plan.Recipe;
import fleet.builder.plan.SecretSource;
import fleet.builder.plan.ServiceBuild;
import fleet.builder.plan.ServicePlan;
import fleet.contract.identity.SecretBytes;
import fleet.contract.release.ServiceImages;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes all images of one build, in parallel as far as engines have room: every service for every
 * platform, for some types apart, and an index over each service's images as soon as they are
 * there.
 */
final class ImageMaker {
  private final BuildRequest request;
  private final BuildPlan plan;
  private final GivenKeys given;
  private final Desk desk;
  private final EngineTags tags;
  private final AtomicBoolean stopped = new AtomicBoolean();

  /**
   * @param tags to which those are added that it puts into engines
   */
  ImageMaker(BuildRequest request, BuildPlan plan, GivenKeys given, Desk desk, EngineTags tags) {
    this.request = request;
    this.plan = plan;
    this.given = given;
    this.desk = desk;
    this.tags = tags;
  }

  List<MadeImages> make() throws IOException, InterruptedException {
    var secrets = secrets();
    return Parallel.all(
        plan.services().stream()
            .<Callable<MadeImages>>map(service -> () -> make(service, secrets))
            .toList());
  }

  /** Of all services before any is built: what is missing is told at once. */
  private Map<ServiceBuild, Map<String, SecretBytes>> secrets() throws IOException {
    var reader = new ServiceSecrets(request.fleet(), request.work().project(), given);
    var all = new HashMap<ServiceBuild, Map<String, SecretBytes>>();
    for (var build : builds().toList()) {
      var secrets = reader.of(build, dockerfile(build));
      desk.log().hide(secrets.values());
      all.put(build, secrets);
    }
    return all;
  }

  private Stream<ServiceBuild> builds() {
    return plan.services().stream()
        .flatMap(service -> service.images().stream())
        .map(ImagePlan::build)
        .distinct();
  }

  private MadeImages make(ServicePlan service, Map<ServiceBuild, Map<String, SecretBytes>> secrets)
      throws IOException, InterruptedException {
    var repository = "%s/%s".formatted(request.fleet(), service.service());
    var contexts = new HashMap<ServiceBuild, ContextArchive>();
    var jobs = new ArrayList<Callable<MadeImage>>();
    for (var image : service.images()) {
      var build = image.build();
      if (!contexts.containsKey(build)) {
        contexts.put(build, context(build, contexts.size()));
      }
      var order =
          order(
              image,
              tag(repository, image),
              contexts.get(build),
              secrets.getOrDefault(build, Map.of()));
      var job = new ImageJob(order, image, dockerfile(build), repository, desk);
      jobs.add(() -> job.run(stopped, tags));
    }
    var made = Parallel.all(jobs);
    var images = made.stream().map(MadeImage::pushed).toList();
    var token = desk.tools().api().registryToken(List.of(repository));
    var index =
        desk.tools().registry().putIndex(repository, request.id().toString(), images, token);
    return new MadeImages(
        new ServiceImages(
            service.service(),
            repository,
            index,
            images.stream().map(PushedImage::variant).toList()),
        made.stream().map(MadeImage::provenance).toList());
  }

  private ContextArchive context(ServiceBuild build, int number) throws IOException {
    var name = "%s-%d.tar".formatted(build.service(), number);
    var file = request.work().contexts().resolve(name);
    return new ContextWriter(request.work().project(), withheld()).write(build, file);
  }

  /** The project's own files of secrets: a COPY of everything must not put them into a layer. */
  private Set<String> withheld() {
    return builds()
        .flatMap(build -> build.settings().secrets().values().stream())
        .flatMap(source ->
            source instanceof SecretSource.InProject(var path) ? Stream.of(path) : Stream.empty())
        .collect(Collectors.toSet());
  }

  private Dockerfile dockerfile(ServiceBuild build) throws IOException {
    return switch (build.recipe()) {
      case Recipe.InProject(var path) ->
          new Dockerfile(path, Files.readString(request.work().project().resolve(path)));
      case Recipe.Filled(var path, var text) -> new Dockerfile(path, text);
      case Recipe.Inline(var text) -> new Dockerfile("the service's image", text);
    };
  }

  /** Without the registry, which each engine calls by its own name. */
  private String tag(String repository, ImagePlan image) {
    return "%s:%s-%s".formatted(repository, request.id(), image.variant().replace('/', '-'));
  }

  private ImageOrder order(
      ImagePlan image, String tag, ContextArchive context, Map<String, SecretBytes> secrets) {
    return new ImageOrder(
        tag,
        image.platform(),
        context,
        image.build().settings(),
        secrets,
        given.logins(),
        request.options().noCache());
  }
}
