package fleet.cli.command;

import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.RolloutProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder to be pushed, and a server whose fleet kitchen takes it. Owned by one test. */
final class KitchenProject implements AutoCloseable {
  static final String BUILDS = "POST /fleets/kitchen/builds";
  static final String PROGRESS = "GET /releases/%s/progress".formatted(Samples.RELEASE);
  static final BuildEvent STARTED = new BuildEvent.Started(Samples.BUILD);
  static final BuildEvent LINE = new BuildEvent.Line(1, "web    linux/arm64   1/3 FROM x");
  static final BuildEvent RELEASED =
      new BuildEvent.Succeeded(Samples.RELEASE, "0.0.0+rev3", 1200, 900);

  final FakeFleet server = new FakeFleet();
  final Path folder;
  private final Path home;

  KitchenProject(Path home) throws IOException {
    this.home = home;
    folder = home.resolve("app");
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("Dockerfile"), "FROM x\n");
    Files.writeString(folder.resolve("src/run.sh"), "#!/bin/sh\n");
    server
        .answers("GET /fleets/kitchen", Samples.fleet())
        .answers("GET /fleets/kitchen/releases/" + Samples.RELEASE, Samples.release())
        .streams(BUILDS, List.of(STARTED, LINE, RELEASED));
  }

  TestShell signedIn() {
    return TestShell.signedIn(home, server);
  }

  TestShell.Ran push(String... options) {
    var arguments =
        Stream.concat(Stream.of("push", "kitchen", "--source", "app"), Stream.of(options));
    return signedIn().run(arguments.toArray(String[]::new));
  }

  /** How the release gets on, look by look. */
  void arrives(RolloutProgress... looks) {
    server.streams(PROGRESS, List.of(looks));
  }

  @Override
  public void close() {
    server.close();
  }
}
