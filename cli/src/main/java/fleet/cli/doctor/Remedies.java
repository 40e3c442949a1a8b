package fleet.cli.doctor;

import fleet.cli.machine.Outcome;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Applies remedies on this machine: with apt-get, and by writing to the kernel. Needs root. */
public final class Remedies {
  private static final Duration APT_LIMIT = Duration.ofMinutes(15);
  private static final Path START_POLICY = Path.of("/usr/sbin/policy-rc.d");

  private Remedies() {}

  /**
   * Applies what can be applied; the packages in one go, because they share what they need.
   *
   * @throws DoctorException when one does not help
   */
  public static void apply(List<Remedy> remedies) {
    var packages =
        remedies.stream()
            .flatMap(remedy ->
                remedy instanceof Remedy.InstallPackage(var name) ? Stream.of(name) : Stream.of())
            .toList();
    if (!packages.isEmpty()) {
      install(packages);
    }
    for (var remedy : remedies) {
      switch (remedy) {
        case Remedy.RegisterFormat(var name) -> register(name);
        case Remedy.InstallPackage _, Remedy.ByHand _ -> {}
      }
    }
  }

  private static void install(List<String> packages) {
    var policy = StartPolicy.keepServicesFromStarting(START_POLICY);
    try {
      var first = apt(Stream.concat(Stream.of("install"), packages.stream()).toList());
      if (first.isGood()) {
        return;
      }
      // The package lists may be missing or old.
      var update = apt(List.of("update"));
      if (!update.isGood()) {
        throw new DoctorException("apt-get update failed: " + update.reason());
      }
      var second = apt(Stream.concat(Stream.of("install"), packages.stream()).toList());
      if (!second.isGood()) {
        throw new DoctorException(
            "apt-get could not install %s: %s"
                .formatted(String.join(", ", packages), second.reason()));
      }
    } finally {
      policy.close();
    }
  }

  private static Outcome apt(List<String> order) {
    var words = Stream.of("apt-get", "-qq", "--yes", "--no-install-recommends");
    return Program.of(Stream.concat(words, order.stream()).toList())
        .with("DEBIAN_FRONTEND", "noninteractive")
        .within(APT_LIMIT)
        .run();
  }

  /** Installing qemu-user-static may have done it already, where something reads binfmt.d. */
  private static void register(String name) {
    var registry = ThisMachine.FORMATS.resolve("register");
    if (!Files.exists(registry)) {
      Program.of("mount", "-t", "binfmt_misc", "binfmt_misc", ThisMachine.FORMATS.toString())
          .output();
    }
    if (Files.exists(ThisMachine.FORMATS.resolve(name))) {
      return;
    }
    var file = Path.of("/usr/lib/binfmt.d", name + ".conf");
    try {
      for (var line : Files.readAllLines(file)) {
        if (line.startsWith(":")) {
          // One write each: the kernel takes a write for one entry.
          Files.writeString(registry, line, StandardOpenOption.WRITE);
        }
      }
    } catch (IOException e) {
      throw new DoctorException(
          "could not register %s from %s: %s".formatted(name, file, e.getMessage()));
    }
  }

  /**
   * Where no systemd runs, a package that tries to start its service may fail to install. The file,
   * when it was made here, goes again at {@link #close}.
   */
  private record StartPolicy(Path file, boolean made) implements AutoCloseable {
    static StartPolicy keepServicesFromStarting(Path file) {
      if (Files.isDirectory(Path.of("/run/systemd/system")) || Files.exists(file)) {
        return new StartPolicy(file, false);
      }
      try {
        var temporary =
            Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(
            temporary, "#!/bin/sh\n# Made by 'fleet doctor' while it installs.\nexit 101\n");
        return new StartPolicy(file, true);
      } catch (IOException e) {
        throw new UncheckedIOException("could not write " + file, e);
      }
    }

    @Override
    public void close() {
      try {
        if (made) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("could not remove " + file, e);
      }
    }
  }
}
