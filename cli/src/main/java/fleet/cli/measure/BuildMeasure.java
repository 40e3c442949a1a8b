package fleet.cli.measure;

import fleet.cli.command.Shell;
import fleet.cli.lab.Lab;
import fleet.cli.machine.Folders;
import fleet.cli.machine.Ports;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The builder: how long it takes to receive what is pushed, beside git's own servers, and to make
 * images of it, beside the engine alone.
 */
final class BuildMeasure {
  private static final String SSH = "ssh";
  private static final String HTTP = "http";
  private static final String PUSH = "push";
  private static final String HEAP = "heap";
  static final Set<String> PARTS = Set.of(SSH, HTTP, PUSH, HEAP);
  private static final int RUNS = 5;
  private static final double SSH_RATIO = 1.0;
  private static final double HTTP_RATIO = 1.2;

  private BuildMeasure() {}

  static List<Row> run(Program fleet, Shell shell, Set<String> parts) throws InterruptedException {
    var rows = new ArrayList<Row>();
    if (parts.contains(SSH) || parts.contains(HTTP)) {
      rows.addAll(received(fleet, shell, parts));
    }
    if (parts.contains(PUSH)) {
      shell.terminal().progress("pushes of a project");
      rows.addAll(pushed(fleet, shell));
    }
    if (parts.contains(HEAP)) {
      shell.terminal().progress("a context of 1 GB");
      rows.add(streamed(fleet, shell));
    }
    return rows;
  }

  private static List<Row> pushed(Program fleet, Shell shell) {
    var cache = Folders.cache(shell.environment());
    var port = Ports.anyFree();
    try (var lab = new Lab(cache, 0)) {
      lab.start();
      var engine = lab.builder();
      try (var server = ServerRun.start(fleet, port, "--engine", engine.uri().toString())) {
        return PushedProjects.prepare(server, engine, "127.0.0.1:" + port, cache).rows();
      }
    }
  }

  private static Row streamed(Program fleet, Shell shell) {
    var logs = temporary();
    try (var lab = new Lab(Folders.cache(shell.environment()), 0)) {
      lab.start();
      var small = fleet.with("FLEET_JAVA_OPTIONS", StreamedContext.javaOptions(logs));
      var engine = lab.builder().uri().toString();
      try (var server = ServerRun.start(small, Ports.anyFree(), "--engine", engine)) {
        return StreamedContext.row(server, logs);
      }
    } finally {
      Folders.delete(logs);
    }
  }

  /** For the server's own user, whom root's folders do not let in. */
  private static Path temporary() {
    try {
      return Folders.passable(Files.createTempDirectory(Path.of("/var/tmp"), "fleet-measure-gc"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Row> received(Program fleet, Shell shell, Set<String> parts)
      throws InterruptedException {
    var rows = new ArrayList<Row>();
    try (var server = ServerRun.start(fleet)) {
      shell.terminal().progress("a repository of 50 MB");
      var pushes = ReceivedPushes.prepare(server);
      if (parts.contains(SSH)) {
        shell.terminal().progress("pushes over SSH");
        try (var peer = SshdPeer.start(server.folder())) {
          rows.add(row("SSH", pushes.overSsh(), pushes.to(peer), SSH_RATIO));
        }
      }
      if (parts.contains(HTTP)) {
        shell.terminal().progress("pushes over HTTP");
        try (var peer = HttpBackendPeer.start(server.folder())) {
          rows.add(row("HTTP", pushes.overHttp(), pushes.to(peer), HTTP_RATIO));
        }
      }
    }
    return rows;
  }

  /** By turns, after one of each that is not counted. */
  private static Row row(
      String way, ReceivedPushes.Timed ours, ReceivedPushes.Timed peer, double atMost) {
    var _ = ours.seconds();
    var _ = peer.seconds();
    var oursAll = new ArrayList<Double>();
    var peerAll = new ArrayList<Double>();
    for (var run = 0; run < RUNS; run++) {
      oursAll.add(ours.seconds());
      peerAll.add(peer.seconds());
    }
    var what =
        "git receive of 50 MB, 10,000 files over %s: git push to a branch that is not built"
            .formatted(way);
    return Row.of(what, new Samples(oursAll).median(), "s")
        .atMost(atMost, new Samples(peerAll).median());
  }
}
