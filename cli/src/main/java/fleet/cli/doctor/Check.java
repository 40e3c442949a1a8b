package fleet.cli.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing to look at.
 *
 * @param neededFor the least purpose that needs it
 * @param look what was found, such as a path or a version; nothing when it is missing
 * @param remedies in order, for when it is missing
 */
record Check(
    String name,
    Purpose neededFor,
    Function<Machine, Optional<String>> look,
    List<Remedy> remedies) {
  Check {
    remedies = List.copyOf(remedies);
  }

  /** A program that a Debian package brings. */
  static Check program(String name, Purpose neededFor, String debianPackage) {
    return new Check(
        name,
        neededFor,
        machine -> machine.program(name),
        List.of(new Remedy.InstallPackage(debianPackage)));
  }

  /** A processor whose programs the kernel hands to QEMU; native ones need nothing. */
  static Check format(String platform, String qemu, String nativeArchitecture) {
    return new Check(
        platform + " builds",
        Purpose.SERVER,
        machine ->
            machine.architecture().equals(nativeArchitecture)
                ? Optional.of("native")
                : machine
                    .format("qemu-" + qemu)
                    .filter(BinaryFormat::worksInContainers)
                    .map(BinaryFormat::interpreter),
        List.of(
            new Remedy.InstallPackage("qemu-user-static"),
            new Remedy.RegisterFormat("qemu-" + qemu)));
  }

  Finding examine(Machine machine) {
    return look.apply(machine)
        .map(found -> new Finding(name, true, found, List.of()))
        .orElseGet(() -> new Finding(name, false, "missing", remedies));
  }
}
