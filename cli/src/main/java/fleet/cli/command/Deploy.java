package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet deploy FLEET --image web=IMAGE}: makes a release of images that were built
 * elsewhere, which the server copies by digest; nothing is built.
 */
final class Deploy implements Command {
  private static final List<String> COMPOSE_FILES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  @Parameters(paramLabel = "FLEET", description = "The fleet that gets the release.")
  private FleetName fleet;

  @Option(
      names = "--image",
      paramLabel = "SERVICE=IMAGE",
      description = "The image of a service, such as web=ghcr.io/acme/web:1.2; may be repeated.")
  private Map<ServiceName, String> images = new LinkedHashMap<>();

  @Option(
      names = "--archive",
      paramLabel = "SERVICE=FILE",
      description = "The same out of a file that docker save wrote; may be repeated.")
  private Map<ServiceName, Path> archives = new LinkedHashMap<>();

  @Option(
      names = "--compose",
      paramLabel = "FILE",
      description = "How the services run; the compose file of this folder if not said.")
  private @Nullable Path compose;

  @Option(
      names = "--detach",
      description = "Return when the copying has begun; fleet attach follows.")
  private boolean detach;

  @Mixin private WaitOptions wait;
  @Mixin private ReleaseOptions release;
  @Mixin private Common common;

  private final Shell shell;

  Deploy(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var file = compose();
    if (file.isEmpty() && images.isEmpty() && archives.isEmpty()) {
      throw CommandFailure.usage(
          "there is no compose file here, and no image is named",
          "--image web=ghcr.io/acme/web:1.2, or --compose FILE");
    }
    var found = file.map(ComposeFiles::at).orElseGet(ComposeFiles::none);
    var files = (compose == null ? found : found.alone()).with(archives());
    var order = new SentBuild.Order(fleet, words(), release, detach);
    return new SentBuild(shell, common, order, wait).run(files, Map.of());
  }

  /** By the names under which they are sent. */
  private Map<String, Path> archives() {
    var files = new LinkedHashMap<String, Path>();
    archives.forEach((service, file) -> files.put(sentAs(service), shell.folder().resolve(file)));
    return files;
  }

  private static String sentAs(ServiceName service) {
    return "images/%s.tar".formatted(service);
  }

  private List<String> words() {
    var words = new ArrayList<>(release.words());
    ReleaseOptions.add(words, "copy", "true");
    archives
        .keySet()
        .forEach(service -> ReleaseOptions.add(words, "archive", service + "=" + sentAs(service)));
    images.forEach((service, image) -> ReleaseOptions.add(words, "image", service + "=" + image));
    return words;
  }

  private Optional<Path> compose() {
    if (compose != null) {
      return Optional.of(shell.folder().resolve(compose).normalize());
    }
    return COMPOSE_FILES.stream()
        .map(shell.folder()::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
