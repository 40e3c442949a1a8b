package fleet.cli.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The supervisor that devices install, as a tar.gz: where the build puts it. */
final class SupervisorBundle {
  private static final String NAME = "fleet-supervisor.tar.gz";

  private SupervisorBundle() {}

  /** The launcher tells where; without it, it is looked for from where this class lies. */
  static Optional<Path> find() {
    var told = Stream.ofNullable(System.getProperty("fleet.home")).map(Path::of);
    return Stream.concat(told, besides(ownPlace()))
        .map(folder -> folder.resolve(NAME))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * Folders that may hold it.
   *
   * @param own HOME/lib/fleet-cli.jar of an installation, or cli/target/classes of a checkout
   */
  static Stream<Path> besides(Path own) {
    return Stream.of(own.resolve("../.."), own.resolve("../../../supervisor/target"))
        .map(Path::normalize);
  }

  private static Path ownPlace() {
    try {
      URI place =
          SupervisorBundle.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(place);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this program lies in no folder", e);
    }
  }
}
