package fleet.cli.lab;

import fleet.cli.machine.EngineSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A device's place: a network stack and an engine of its own.
 *
 * @param namespace name of the network namespace
 * @param address of the device on the lab's bridge
 */
public record DeviceHost(String name, String namespace, String address, EngineSocket engine) {
  /** A command line that runs these words with the device's network. */
  public List<String> inside(List<String> words) {
    return Stream.concat(enter(namespace).stream(), words.stream()).toList();
  }

  /** Not {@code ip netns exec}: that mounts /sys anew, and an engine loses its cgroups. */
  static List<String> enter(String namespace) {
    return List.of("nsenter", "--net=" + namespaceFile(namespace), "--");
  }

  static Path namespaceFile(String namespace) {
    return Path.of("/var/run/netns", namespace);
  }
}
