package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.node.DeviceKind;
import fleet.contract.release.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which Dockerfile of a folder makes an image, the first that there is: {@code Dockerfile.TYPE},
 * {@code Dockerfile.ARCHITECTURE}, {@code Dockerfile.template}, {@code Dockerfile}.
 */
final class Dockerfiles {
  private static final String PLAIN = "Dockerfile";

  private final ProjectFiles files;
  private final Occasion occasion;

  Dockerfiles(ProjectFiles files, Occasion occasion) {
    this.files = files;
    this.occasion = occasion;
  }

  /**
   * What a platform's images are made from.
   *
   * @param lacking for whom there is none
   */
  record Found(List<Choice> choices, Optional<String> lacking) {}

  /** A variant of the service, and what makes it. */
  record Choice(String variant, Recipe recipe) {}

  /** Looks in a folder of the project. */
  Found inFolder(ServiceName service, String folder, Platform platform) {
    var general =
        Stream.concat(
                Architectures.names(platform).stream().map(name -> "." + name),
                Stream.of(Template.SUFFIX, ""))
            .map(ending -> in(folder, PLAIN + ending))
            .filter(files.paths()::contains)
            .findFirst();
    return find(service, platform, kind -> own(folder, kind), general);
  }

  /** Takes the one file that the project names. */
  Found named(ServiceName service, String path, Platform platform) {
    return find(service, platform, _ -> Optional.empty(), Optional.of(path));
  }

  private Found find(
      ServiceName service, Platform platform, OwnFile ownFile, Optional<String> general) {
    var choices = new ArrayList<Choice>();
    var others = new ArrayList<String>();
    var template = general.filter(path -> path.endsWith(Template.SUFFIX)).map(this::template);
    for (var kind : kinds(platform)) {
      var own = ownFile.of(kind).<Recipe>map(Recipe.InProject::new);
      var recipe =
          own.or(() ->
              template
                  .filter(Template::namesMachine)
                  .map(it -> it.fill(words(service, kind.type(), platform))));
      recipe.ifPresentOrElse(
          it -> choices.add(new Choice(kind.type(), it)), () -> others.add(kind.type()));
    }
    if (others.isEmpty() && !choices.isEmpty() && !occasion.kinds().used().isEmpty()) {
      return new Found(choices, Optional.empty());
    }
    var recipe =
        template
            .<Recipe>map(it -> it.fill(words(service, generic(platform), platform)))
            .or(() -> general.map(Recipe.InProject::new));
    recipe.ifPresent(it -> choices.addFirst(new Choice(platform.toString(), it)));
    var lacking = others.isEmpty() ? platform.toString() : String.join(", ", others);
    return new Found(choices, recipe.isPresent() ? Optional.empty() : Optional.of(lacking));
  }

  /** The Dockerfile of a kind of device alone. */
  private interface OwnFile {
    Optional<String> of(DeviceKind kind);
  }

  private Optional<String> own(String folder, DeviceKind kind) {
    return kind.slugs()
        .map(slug -> in(folder, PLAIN + "." + slug))
        .filter(files.paths()::contains)
        .findFirst();
  }

  /** Of the fleet's devices; where there are none yet, all that could come. */
  private List<DeviceKind> kinds(Platform platform) {
    var kinds = occasion.kinds();
    return (kinds.used().isEmpty() ? kinds.known() : kinds.used())
        .stream().filter(kind -> kind.platform().equals(platform)).toList();
  }

  private String generic(Platform platform) {
    return occasion.kinds().known().stream()
        .filter(kind -> kind.platform().equals(platform))
        .map(DeviceKind::type)
        .filter(type -> type.startsWith("generic"))
        .findFirst()
        .orElseGet(() -> "generic-" + Architectures.names(platform).getFirst());
  }

  private Map<String, String> words(ServiceName service, String machine, Platform platform) {
    return Map.of(
        Template.MACHINE_NAME, machine,
        Template.ARCH, Architectures.names(platform).getFirst(),
        Template.SERVICE_NAME, service.value(),
        Template.APP_NAME, occasion.fleet().value(),
        Template.RELEASE_HASH, occasion.commit());
  }

  private Template template(String path) {
    return new Template(path, files.text(path).orElse(""));
  }

  private static String in(String folder, String file) {
    return folder.isEmpty() ? file : folder + "/" + file;
  }
}
