package fleet.cli.measure;

import fleet.cli.command.Shell;
import fleet.cli.demo.Demo;
import fleet.cli.demo.TimedPush;
import fleet.cli.machine.Folders;
import fleet.cli.machine.Ports;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The walking skeleton: how soon a push runs, what supervisor and server weigh when nothing
 * happens, how long the demo takes.
 */
final class SkeletonMeasure {
  private static final int RUNS = 3;
  private static final int PUSHES = 5;
  private static final double PUSH_MILLIS = 2_000;
  private static final Duration QUIET = Duration.ofSeconds(45);
  private static final double SUPERVISOR_MIB = 64;
  private static final double SUPERVISOR_DIRTY_MIB = 40;
  private static final String SUPERVISOR_MAIN = "fleet.supervisor.SupervisorMain";

  private SkeletonMeasure() {}

  static List<Row> run(Program fleet, Shell shell) throws InterruptedException {
    var rows = new ArrayList<Row>();
    rows.add(Row.of("demo --exit, nothing cached", cold(fleet).seconds(), "s"));
    var warm = Stream.generate(() -> DemoRun.toTheEnd(fleet)).limit(RUNS).toList();
    rows.add(Row.of("demo --exit, warm", median(warm, DemoRun::seconds), "s"));
    rows.add(
        Row.of(
            "first push to running", median(warm, run -> run.millis("pushToRunningMillis")), "ms"));
    rows.add(
        Row.of(
            "first push to healthy", median(warm, run -> run.millis("pushToHealthyMillis")), "ms"));
    try (var demo = new Demo(shell)) {
      rows.addAll(pushes(demo));
      rows.addAll(supervisor());
    }
    rows.addAll(server(fleet));
    return rows;
  }

  private static List<Row> pushes(Demo demo) {
    var outcome = demo.run();
    var pushes = Stream.generate(() -> demo.pushChange(outcome)).limit(PUSHES).toList();
    return List.of(
        Row.of("push to running", median(pushes, TimedPush.Times::running), "ms"),
        Row.of(
                "push to running, minus the engine's building and pushing",
                median(pushes, push -> push.running() - push.engine()),
                "ms")
            .target(PUSH_MILLIS),
        Row.of("push to healthy", median(pushes, TimedPush.Times::healthy), "ms"));
  }

  private static DemoRun cold(Program fleet) {
    var cache = temporary("fleet-measure-cache");
    try {
      return DemoRun.toTheEnd(fleet.with("FLEET_CACHE", cache.toString()));
    } finally {
      Folders.delete(cache);
    }
  }

  private static List<Row> supervisor() {
    rest();
    var pid =
        ProcessHandle.current()
            .descendants()
            .filter(process -> process.info().commandLine().orElse("").contains(SUPERVISOR_MAIN))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the demo runs no supervisor"))
            .pid();
    return List.of(
        Row.of("supervisor, idle: RSS", Proc.residentMib(pid), "MiB").target(SUPERVISOR_MIB),
        Row.of("supervisor, idle: private dirty", Proc.privateDirtyMib(pid), "MiB")
            .target(SUPERVISOR_DIRTY_MIB));
  }

  private static List<Row> server(Program fleet) throws InterruptedException {
    var data = Folders.passable(temporary("fleet-measure-data"));
    var up =
        Program.of(
            Stream.concat(fleet.words().stream(), Stream.of("up", "--data", data.toString()))
                .toList());
    try {
      var process = start(withFreePorts(up));
      try {
        rest();
        return List.of(
            Row.of("server, idle: RSS", Proc.residentMib(process.pid()), "MiB"),
            Row.of("its PostgreSQL, idle: PSS", postgresMib(data), "MiB"));
      } finally {
        process.destroy();
        var _ = process.waitFor(1, TimeUnit.MINUTES);
      }
    } finally {
      Folders.delete(data);
    }
  }

  private static Program withFreePorts(Program up) {
    var words = new ArrayList<>(up.words());
    for (var option : List.of("--http-port", "--registry-port", "--git-port", "--ssh-port")) {
      words.add(option);
      words.add(Integer.toString(Ports.anyFree()));
    }
    return Program.of(words);
  }

  private static Process start(Program program) {
    try {
      return program
          .builder()
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The postmaster and all its children; its first line of postmaster.pid is its process. */
  private static double postgresMib(Path data) {
    try (var files = Files.walk(data)) {
      var file =
          files
              .filter(path -> path.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("there is no postmaster in " + data));
      var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      var postmaster = ProcessHandle.of(pid).orElseThrow();
      return Stream.concat(Stream.of(postmaster), postmaster.descendants())
          .mapToDouble(process -> Proc.proportionalMib(process.pid()))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
    return new Samples(runs.stream().map(run -> figure.applyAsDouble(run)).toList()).median();
  }

  /** Nothing is asked of it for a while, so that it is idle when it is looked at. */
  private static void rest() {
    try {
      Thread.sleep(QUIET);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory(Path.of("/var/tmp"), prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
