package fleet.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine that this process runs on. */
record ThisMachine(Map<String, String> environment) implements Machine {
  static final Path FORMATS = Path.of("/proc/sys/fs/binfmt_misc");

  @Override
  public Optional<String> program(String name) {
    // A user's PATH may lack where Debian puts programs for root.
    var path = environment.getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/bin:/bin";
    return Stream.of(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  @Override
  public Optional<String> jdk() {
    var compiler = Path.of(System.getProperty("java.home", ""), "bin", "javac");
    return Files.isExecutable(compiler)
        ? Optional.of(Runtime.version().toString())
        : Optional.empty();
  }

  @Override
  public Optional<BinaryFormat> format(String name) {
    try {
      return Optional.of(BinaryFormat.parse(Files.readString(FORMATS.resolve(name))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public String architecture() {
    return System.getProperty("os.arch", "");
  }
}
