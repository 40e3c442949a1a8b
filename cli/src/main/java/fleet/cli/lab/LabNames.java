package fleet.cli.lab;

import java.nio.file.Path;

/**
 * What a lab's things are called, all by its number.
 *
 * @param cache where engines keep their data
 */
record LabNames(int number, Path cache) {
  static final int MAX_NUMBER = 250;
  static final int MAX_DEVICES = 9;
  static final String BUILDER = "builder";
  static final String MODERN = "modern";

  private static final int FIRST_DEVICE_HOST = 10;

  String bridge() {
    return "fl" + number;
  }

  String subnet() {
    return "10.77.%d.0/24".formatted(number);
  }

  /** The host, as seen from a device. */
  String hostAddress() {
    return "10.77.%d.1".formatted(number);
  }

  /** Where the builder's containers live: beside the devices, so that the two never meet. */
  String builderSubnet() {
    return "10.77.%d.128/26".formatted(number);
  }

  /** Where those of the builder of the newer generation live. */
  String modernSubnet() {
    return "10.77.%d.192/26".formatted(number);
  }

  String deviceName(int device) {
    return "dev" + device;
  }

  String deviceAddress(int device) {
    return "10.77.%d.%d".formatted(number, FIRST_DEVICE_HOST + device);
  }

  String namespace(int device) {
    return "fl%d-dev%d".formatted(number, device);
  }

  String veth(int device) {
    return "fl%dv%d".formatted(number, device);
  }

  /** Marks the lab's packet filter rules. */
  String ruleComment() {
    return "fleet-lab-" + number;
  }

  /** Short, for the sockets in it: a unix socket's path has at most 107 bytes. */
  Path runFolder() {
    return Path.of("/run/fleet/lab" + number);
  }

  Path dataFolder() {
    return cache.resolve("lab").resolve(Integer.toString(number));
  }

  EngineFolder engine(String name) {
    return new EngineFolder(runFolder().resolve(name), dataFolder().resolve(name));
  }
}
