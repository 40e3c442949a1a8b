package fleet.cli.doctor;

import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code /proc/sys/fs/binfmt_misc} (kernel documentation, admin-guide/binfmt-misc).
 *
 * <pre>
 * enabled
 * interpreter /usr/libexec/qemu-binfmt/arm-binfmt-P
 * flags: POF
 * </pre>
 *
 * @param flags F: the interpreter was opened at registration, so it works in any container
 */
record BinaryFormat(boolean enabled, String interpreter, String flags) {
  static BinaryFormat parse(String text) {
    var lines = text.lines().toList();
    return new BinaryFormat(
        lines.contains("enabled"),
        value(lines, "interpreter ").orElse(""),
        value(lines, "flags: ").orElse(""));
  }

  boolean worksInContainers() {
    return enabled && flags.contains("F");
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst();
  }
}
