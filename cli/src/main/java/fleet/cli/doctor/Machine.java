package fleet.cli.doctor;

import java.util.Optional;

/** What checks see of a machine. */
interface Machine {
  /** The program's path. */
  Optional<String> program(String name);

  /** The JDK's version when it can compile; a bare runtime counts as missing. */
  Optional<String> jdk();

  /** The entry of that name, when the kernel has it. */
  Optional<BinaryFormat> format(String name);

  /** As Java names it: {@code amd64}, {@code aarch64}. */
  String architecture();
}
