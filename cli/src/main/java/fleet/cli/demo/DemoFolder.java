package fleet.cli.demo;

import fleet.cli.machine.Folders;
import fleet.cli.machine.OwnerOnlyFile;
import fleet.cli.machine.ProcessRef;
import fleet.cli.server.postgres.EmbeddedPostgres;
import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where one demo keeps everything but caches; goes when it ends.
 *
 * <pre>
 * owner.json   the process that it belongs to
 * device.json  the supervisor's process, and its engine
 * data/        the server's
 * device/      the supervisor's
 * project/     the git repository that is pushed
 * id_ed25519, known_hosts, supervisor.log
 * </pre>
 */
record DemoFolder(Path path) implements AutoCloseable {
  private static final String PREFIX = "fleet-demo-";

  /** Makes one, and removes those of demos that were killed. */
  static DemoFolder make(Path cache) {
    var parent = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    try {
      removeOld(parent, cache);
      // The database's own user must pass through.
      var folder = new DemoFolder(Folders.passable(Files.createTempDirectory(parent, PREFIX)));
      folder.owner().write(Json.write(ProcessRef.self()));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("could not make a folder in " + parent, e);
    }
  }

  Path data() {
    return path.resolve("data");
  }

  Path device() {
    return path.resolve("device");
  }

  Path project() {
    return path.resolve("project");
  }

  Path sshKey() {
    return path.resolve("id_ed25519");
  }

  Path supervisorLog() {
    return path.resolve("supervisor.log");
  }

  @Override
  public void close() {
    Folders.delete(path);
  }

  private OwnerOnlyFile owner() {
    return new OwnerOnlyFile(path.resolve("owner.json"));
  }

  private static void removeOld(Path parent, Path cache) throws IOException {
    List<DemoFolder> old;
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      old =
          java.util.stream.StreamSupport.stream(folders.spliterator(), false)
              .map(DemoFolder::new)
              .filter(DemoFolder::isAbandoned)
              .toList();
    }
    for (var folder : old) {
      DeviceProcess.leftIn(folder).ifPresent(DeviceProcess::close);
      stopDatabase(folder, cache);
      folder.close();
    }
  }

  /** Not so for those of other users: whether they still run is not ours to know. */
  private boolean isAbandoned() {
    if (!Files.isReadable(path)) {
      return false;
    }
    return owner()
        .read()
        .map(text -> Json.read(text, ProcessRef.class))
        .filter(process -> !process.isAlive())
        .isPresent();
  }

  /** It outlives its server on purpose; it is adopted to be stopped. */
  private static void stopDatabase(DemoFolder folder, Path cache) {
    if (Files.exists(folder.data().resolve("postgres/data/postmaster.pid"))) {
      try (var postgres = new EmbeddedPostgres(folder.data(), cache, List.of())) {
        postgres.start();
      }
    }
  }
}
