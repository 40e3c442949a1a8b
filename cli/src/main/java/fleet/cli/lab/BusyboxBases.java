package fleet.cli.lab;

import fleet.cli.machine.Folders;
import fleet.cli.machine.Outcome;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Root folders of a small Linux for each platform, from Debian's busybox-static packages: for
 * machines that do not reach Docker Hub. Made once and kept.
 *
 * <pre>
 * CACHE/bases-1/amd64, arm64, armv7: bin/ with busybox and a link for each applet, etc/, tmp/ ...
 * </pre>
 */
public final class BusyboxBases {
  private static final Duration APT_LIMIT = Duration.ofMinutes(5);
  private static final List<Base> ALL =
      List.of(new Base("amd64", "amd64"), new Base("arm64", "arm64"), new Base("armv7", "armhf"));

  private final Path cache;

  public BusyboxBases(Path cache) {
    this.cache = cache.toAbsolutePath();
  }

  /**
   * Makes them where they are missing, and returns the folder that holds them.
   *
   * @throws LabException when a package cannot be had
   */
  public Path prepare() {
    var folder = cache.resolve("bases-1");
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      var fresh = Files.createTempDirectory(Folders.passable(cache), "bases");
      try {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        ALL.parallelStream().forEach(base -> make(base, fresh));
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Folders.delete(fresh);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("could not make base images in " + folder, e);
    }
  }

  private static void make(Base base, Path folder) {
    var work = folder.resolve("work-" + base.debian());
    var root = folder.resolve(base.name());
    try {
      download(base, Files.createDirectories(work));
      var unpacked = work.resolve("unpacked");
      Program.of("dpkg-deb", "--extract", debOf(work).toString(), unpacked.toString()).output();
      layOut(root, unpacked.resolve("bin/busybox"));
      Folders.delete(work);
    } catch (IOException e) {
      throw new UncheckedIOException("could not make the base for " + base.name(), e);
    }
  }

  /** With package lists of its own: the machine's apt does not learn a foreign architecture. */
  private static void download(Base base, Path work) throws IOException {
    Files.createDirectories(work.resolve("lists/partial"));
    Files.createDirectories(work.resolve("cache/archives/partial"));
    // One broken index of many fails an update; what counts is whether the package comes.
    apt(base, work, "update");
    var outcome = apt(base, work, "download", "busybox-static:" + base.debian());
    if (!outcome.isGood()) {
      throw new LabException(
          "could not get Debian's busybox-static for %s: %s"
              .formatted(base.debian(), outcome.reason()),
          "the base image comes from Docker Hub or from Debian; neither is in reach");
    }
  }

  private static Outcome apt(Base base, Path work, String... order) {
    var options =
        Stream.of(
            "Dir::State::lists=" + work.resolve("lists"),
            "Dir::State::status=/dev/null",
            "Dir::Cache=" + work.resolve("cache"),
            "APT::Architecture=" + base.debian(),
            "APT::Architectures=" + base.debian(),
            "APT::Sandbox::User=",
            "Acquire::Languages=none");
    var words =
        Stream.of(
                Stream.of("apt-get", "-qq"),
                options.flatMap(option -> Stream.of("-o", option)),
                Stream.of(order))
            .flatMap(part -> part)
            .toList();
    return Program.of(words).in(work).within(APT_LIMIT).run();
  }

  private static Path debOf(Path work) throws IOException {
    try (var files = Files.list(work)) {
      return files
          .filter(file -> file.toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("apt-get left no package in " + work));
    }
  }

  private static void layOut(Path root, Path busybox) throws IOException {
    for (var name : List.of("bin", "dev", "etc", "proc", "root", "sys", "tmp", "var")) {
      Files.createDirectories(root.resolve(name));
    }
    Files.setPosixFilePermissions(
        root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\n");
    var program = root.resolve("bin/busybox");
    Files.copy(busybox, program);
    for (var applet : Program.of(program.toString(), "--list").output().lines().toList()) {
      var link = root.resolve("bin").resolve(applet);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of("busybox"));
      }
    }
  }

  /**
   * One of them.
   *
   * @param name of its folder
   * @param debian name of the architecture
   */
  private record Base(String name, String debian) {}
}
