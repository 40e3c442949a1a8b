package fleet.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Folders;
import fleet.cli.machine.ProcessRef;
import fleet.cli.machine.Program;
import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Removes all that a lab made, whether it ends well or was killed: containers, engines and what
 * they started, mounts, network, folders. Removing twice is as good as once.
 */
record Leftovers(LabNames names, LabState state) {
  private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(20);

  void remove() {
    var engines = engines();
    // All at once: each takes a second or two.
    engines.parallelStream().forEach(Leftovers::endContainers);
    state.engines().parallelStream().forEach(engine -> engine.end(ENGINE_PATIENCE));
    processesOf(names.runFolder()).forEach(Leftovers::endWithChildren);
    processesInNamespaces().forEach(process -> process.end(Duration.ZERO));
    mountsBelow(List.of(names.runFolder(), names.dataFolder()))
        .forEach(mount -> Program.of("umount", "-l", mount).run());
    new LabNetwork(names).remove(state.devices());
    for (var device = 1; device <= state.devices(); device++) {
      Folders.delete(names.engine(names.deviceName(device)).data());
    }
    Folders.delete(names.runFolder());
  }

  private List<EngineFolder> engines() {
    try (Stream<Path> folders = Files.list(names.runFolder())) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> names.engine(folder.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** A stopping engine would give each container ten seconds. */
  private static void endContainers(EngineFolder engine) {
    try {
      var containers = Json.mapper().readTree(engine.socket().get("/containers/json"));
      StreamSupport.stream(containers.spliterator(), false)
          .map(container -> container.path("Id"))
          .filter(JsonNode::isTextual)
          .forEach(id -> engine.socket().post("/containers/" + id.asText() + "/kill"));
    } catch (JsonProcessingException | UncheckedIOException e) {
      // It does not answer: then its processes are ended one by one below.
      return;
    }
  }

  /** The containerd of a killed dockerd, and its shims: their command lines name the folder. */
  private static List<ProcessHandle> processesOf(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> {
          var words = commandLine(process);
          return !words.isEmpty()
              && isEngine(Path.of(words.getFirst()).getFileName())
              && words.stream().anyMatch(word -> word.contains(folder + "/"));
        })
        .toList();
  }

  /** What else was started with a device's network, such as a supervisor. */
  private List<ProcessRef> processesInNamespaces() {
    return IntStream.rangeClosed(1, state.devices())
        .mapToObj(names::namespace)
        .filter(namespace -> Files.exists(DeviceHost.namespaceFile(namespace)))
        .flatMap(namespace -> Program.of("ip", "netns", "pids", namespace).output().lines())
        .map(pid -> ProcessRef.find(Long.parseLong(pid.strip())))
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isEngine(Path program) {
    var name = program.toString();
    return name.equals("dockerd")
        || name.equals("containerd")
        || name.startsWith("containerd-shim");
  }

  private static List<String> commandLine(ProcessHandle process) {
    try {
      var file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return List.of(Files.readString(file).split("\0"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void endWithChildren(ProcessHandle process) {
    var all = Stream.concat(process.descendants(), Stream.of(process)).toList();
    all.stream()
        .map(one -> ProcessRef.find(one.pid()))
        .flatMap(Optional::stream)
        .forEach(one -> one.end(Duration.ZERO));
  }

  /** Innermost first. */
  private static List<String> mountsBelow(List<Path> folders) {
    try {
      return Files.readAllLines(Path.of("/proc/self/mounts")).reversed().stream()
          .map(line -> line.split(" ", -1)[1])
          .filter(mount -> folders.stream().anyMatch(folder -> mount.startsWith(folder + "/")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list the mounts", e);
    }
  }
}
