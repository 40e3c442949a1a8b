package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a service's images are made: its {@code build}, or the image that it names. */
final class Builds {
  private static final Keys KEYS =
      new Keys(
          Stream.concat(
                  Stream.of("context", "dockerfile", "dockerfile_inline"),
                  SettingsReader.KEYS.stream())
              .toList());
  private static final String HINT =
      "a Dockerfile without an ending is for all; Dockerfile.aarch64 is for one architecture";

  /** Until it is known which. */
  private static final Recipe NONE = new Recipe.Inline("");

  private final ProjectFiles files;
  private final SettingsReader settings;
  private final Occasion.Wanted wanted;
  private final Dockerfiles dockerfiles;
  private final Wish wish;

  Builds(ProjectFiles files, SettingsReader settings, Occasion occasion, Occasion.Wanted wanted) {
    this.files = files;
    this.settings = settings;
    this.wanted = wanted;
    this.dockerfiles = new Dockerfiles(files, occasion);
    this.wish = occasion.wish();
  }

  /** What makes the images of one platform. */
  private interface Source {
    Dockerfiles.Found on(Platform platform);
  }

  /** Of a project that is one Dockerfile. */
  ServicePlan read(ServiceName service) {
    var plain = new ServiceBuild(service, Optional.of(""), NONE, BuildSettings.NONE);
    return plan(
        new Where(wish.dockerfile().orElse(Planner.DOCKERFILE), 1, ""), plain, alone(service));
  }

  private Source alone(ServiceName service) {
    if (wish.dockerfile().isEmpty()) {
      return platform -> dockerfiles.inFolder(service, "", platform);
    }
    var path = wish.dockerfile().get();
    Planner.requireThere(files, path, "is its Dockerfile");
    return platform -> dockerfiles.named(service, path, platform);
  }

  ServicePlan read(ServiceName service, Value value) {
    var given = Optional.ofNullable(wish.origins().get(service));
    if (given.isPresent()) {
      return copied(service, given.get(), wanted);
    }
    var build = value.fields().get("build");
    if (build != null) {
      return built(service, build);
    }
    var image = value.fields().get("image");
    if (image == null) {
      throw value.where().refuse("needs build or image", "build: . builds the Dockerfile here");
    }
    if (image.text().isBlank() || image.text().chars().anyMatch(Character::isWhitespace)) {
      throw image.where().refuse("'%s' is not an image".formatted(image.text()), "");
    }
    if (wish.copies()) {
      var name = image.parse((_, text) -> ImageName.parse(text));
      return copied(service, new Origin.Registry(name), wanted);
    }
    var plain = new ServiceBuild(service, Optional.empty(), NONE, BuildSettings.NONE);
    return plan(image.where(), plain, always("FROM %s\n".formatted(image.text())));
  }

  /** A service whose images were built elsewhere, for each platform one. */
  static ServicePlan copied(ServiceName service, Origin image, Occasion.Wanted wanted) {
    var build =
        new ServiceBuild(
            service,
            Optional.empty(),
            new Recipe.Inline("FROM %s\n".formatted(image)),
            BuildSettings.NONE);
    return new ServicePlan(
        service,
        wanted.platforms().stream()
            .map(platform -> new ImagePlan(platform.toString(), platform, build))
            .toList(),
        Optional.of(image));
  }

  private ServicePlan built(ServiceName service, Value build) {
    if (wish.copies()) {
      throw build
          .where()
          .refuse(
              "is built, and nothing is built here",
              "--image %s=IMAGE names one".formatted(service));
    }
    if (!(build instanceof Value.Fields)) {
      var context = Paths.inProject(build, "", build.text());
      return plan(
          build.where(),
          new ServiceBuild(service, Optional.of(context), NONE, BuildSettings.NONE),
          platform -> dockerfiles.inFolder(service, context, platform));
    }
    KEYS.check(build);
    var context = context(build);
    return plan(
        build.where(),
        new ServiceBuild(service, Optional.of(context), NONE, settings.read(build)),
        source(service, build, context));
  }

  private static String context(Value build) {
    var context = build.fields().get("context");
    return context == null ? "" : Paths.inProject(context, "", context.text());
  }

  private Source source(ServiceName service, Value build, String context) {
    var inline = build.fields().get("dockerfile_inline");
    var file = build.fields().get("dockerfile");
    if (inline != null && file != null) {
      throw inline.where().refuse("cannot stand beside dockerfile", "keep one of the two");
    }
    if (inline != null) {
      return always(inline.text());
    }
    if (file == null) {
      return platform -> dockerfiles.inFolder(service, context, platform);
    }
    var path = Paths.inProject(file, context, file.text());
    if (!files.paths().contains(path)) {
      throw file.where().refuse("there is no file '%s'".formatted(path), "is it committed?");
    }
    return platform -> dockerfiles.named(service, path, platform);
  }

  private static Source always(String text) {
    var recipe = new Recipe.Inline(text);
    return platform ->
        new Dockerfiles.Found(
            List.of(new Dockerfiles.Choice(platform.toString(), recipe)), Optional.empty());
  }

  private ServicePlan plan(Where where, ServiceBuild build, Source source) {
    var images = new ArrayList<ImagePlan>();
    for (var platform : wanted.platforms()) {
      var found = source.on(platform);
      if (wanted.isNeeded()) {
        found
            .lacking()
            .ifPresent(lacking -> {
              throw where.refuse("there is no Dockerfile for %s".formatted(lacking), HINT);
            });
      }
      for (var choice : found.choices()) {
        images.add(new ImagePlan(choice.variant(), platform, build.from(choice.recipe())));
      }
    }
    if (images.isEmpty()) {
      var folder = build.context().filter(it -> !it.isEmpty()).map(it -> it + "/").orElse("");
      throw where.refuse("there is no file '%sDockerfile'".formatted(folder), "is it committed?");
    }
    return new ServicePlan(build.service(), images);
  }
}
