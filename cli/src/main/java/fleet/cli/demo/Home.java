package fleet.cli.demo;

import fleet.cli.machine.MachineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code bin/fleet} runs from.
 *
 * @param path with {@code lib}, {@code supervisor} and {@code fleet-supervisor.tar.gz}
 */
record Home(Path path) {
  static Home find() {
    return Optional.ofNullable(System.getProperty("fleet.home"))
        .map(Path::of)
        .filter(path -> Files.isExecutable(path.resolve("supervisor/bin/fleet-supervisor")))
        .map(Home::new)
        .orElseThrow(() ->
            new MachineException(
                "the demo needs the supervisor beside it", "start it with bin/fleet demo"));
  }

  String supervisor() {
    return path.resolve("supervisor/bin/fleet-supervisor").toString();
  }

  Optional<Path> bundle() {
    return Optional.of(path.resolve("fleet-supervisor.tar.gz")).filter(Files::isRegularFile);
  }

  String classPath() {
    return path.resolve("lib") + "/*";
  }
}
