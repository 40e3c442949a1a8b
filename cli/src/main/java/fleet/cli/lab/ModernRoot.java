package fleet.cli.lab;

import fleet.cli.machine.Folders;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * The root folder of a Debian 13 with its Docker Engine, 26.1, for an engine of the newer
 * generation beside the machine's own. Made once, in some minutes, and kept.
 *
 * <pre>
 * CACHE/engine-26-1/   usr/sbin/dockerd ...
 * </pre>
 */
final class ModernRoot {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Path DEBOOTSTRAP = Path.of("/usr/sbin/debootstrap");

  /**
   * Mounts in a namespace of their own, which end with the engine. Its run folder and its data are
   * seen inside at the same paths.
   */
  private static final String ENTER =
      """
      root=$1; run=$2; data=$3; shift 3
      mount --bind "$root" "$root"
      mount -t proc proc "$root/proc"
      mount --rbind /sys "$root/sys"
      mount --rbind /dev "$root/dev"
      mount -t tmpfs tmpfs "$root/run"
      mkdir -p "$root$run" "$root$data"
      mount --bind "$run" "$root$run"
      mount --bind "$data" "$root$data"
      exec chroot "$root" "$@"
      """;

  private final Path cache;

  ModernRoot(Path cache) {
    this.cache = cache.toAbsolutePath();
  }

  /**
   * Makes it where it is missing.
   *
   * @throws LabException when its packages cannot be had
   */
  void prepare() {
    if (Files.isDirectory(folder())) {
      return;
    }
    if (!Files.isExecutable(DEBOOTSTRAP)) {
      throw new LabException(
          "an engine of the newer generation takes Debian's debootstrap",
          "apt-get install debootstrap");
    }
    try {
      var fresh = Files.createTempDirectory(Folders.passable(cache), "engine");
      try {
        debootstrap(fresh);
        Files.move(fresh, folder(), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Folders.delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not make " + folder(), e);
    }
  }

  /** A command line that runs what follows in there. */
  List<String> enter(EngineFolder engine) {
    return List.of(
        "unshare",
        "--mount",
        "sh",
        "-ec",
        ENTER,
        "engine",
        folder().toString(),
        engine.run().toString(),
        engine.data().toString());
  }

  private static void debootstrap(Path root) {
    var outcome =
        Program.of(
                DEBOOTSTRAP.toString(),
                "--variant=minbase",
                "--include=ca-certificates,iptables,docker.io",
                "trixie",
                root.toString())
            .within(LIMIT)
            .run();
    if (!outcome.isGood()) {
      throw new LabException(
          "could not make a Debian 13 with a Docker Engine: " + outcome.reason(),
          "Debian's packages have to be in reach");
    }
  }

  private Path folder() {
    return cache.resolve("engine-26-1");
  }
}
