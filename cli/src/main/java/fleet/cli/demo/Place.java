package fleet.cli.demo;

import fleet.cli.lab.Lab;
import fleet.cli.machine.EngineSocket;
import fleet.cli.machine.Folders;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the demo's server and its device are.
 *
 * @param builder the engine that builds
 * @param device the engine that runs what was pushed
 * @param enter command line through which the device's programs are started; empty for here
 * @param bridge the address beside loopback by which the device reaches the server
 */
record Place(
    EngineSocket builder, EngineSocket device, List<String> enter, Optional<String> bridge) {
  Place {
    enter = List.copyOf(enter);
  }

  /** Root gets engines and a network of their own; everybody else shares the machine's engine. */
  static Place take(Path cache, OpenParts open) {
    if (Folders.isRoot()) {
      var lab = open.add(new Lab(cache, 1));
      lab.start();
      var device = lab.devices().getFirst();
      return new Place(
          lab.builder(), device.engine(), device.inside(List.of()), Optional.of(lab.hostAddress()));
    }
    var shared = EngineSocket.USUAL;
    if (!shared.answers()) {
      throw new MachineException(
          "no Docker Engine answers at " + shared.path(),
          "run the demo as root, or join the group docker");
    }
    return new Place(shared, shared, List.of(), Optional.empty());
  }

  List<String> listen() {
    return Stream.concat(Stream.of("127.0.0.1"), bridge.stream()).toList();
  }

  /** The server's host, as the device names it. */
  String serverHost() {
    return bridge.orElse("127.0.0.1");
  }

  /** A command line that runs these words on the device. */
  List<String> onDevice(List<String> words) {
    return Stream.concat(enter.stream(), words.stream()).toList();
  }
}
