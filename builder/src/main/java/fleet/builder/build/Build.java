package fleet.builder.build;

import fleet.builder.build.ImageJob.Desk;
import fleet.builder.plan.BuildPlan;
import fleet.builder.plan.ImagePlan;
import fleet.builder.plan.Occasion;
import fleet.builder.plan.Planner;
import fleet.builder.progress.BuildLog;
import fleet.builder.progress.BuildText;
import fleet.builder.progress.SizeText;
import fleet.builder.source.ProjectReader;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Release;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One build, from its turn to its verdict. */
final class Build {
  private static final Logger LOG = LoggerFactory.getLogger(Build.class);

  private final BuildRequest request;
  private final BuildTools tools;
  private final Semaphore room;
  private final BuildLog log;
  private final CompletableFuture<Release> release;
  private final Halt halt = new Halt();
  private final BusyTime engineTime = new BusyTime();
  private final long started = System.nanoTime();

  Build(BuildRequest request, BuildTools tools, Semaphore room, RunningBuild running) {
    this.request = request;
    this.tools = tools;
    this.room = room;
    this.log = running.log();
    this.release = running.release();
  }

  /** Runs to the end; the log's last event is the verdict, whatever happens. */
  void run(Turns turns) {
    try {
      succeed(build(turns));
    } catch (InterruptedException e) {
      fail(e);
      if (halt.reason().isEmpty()) {
        Thread.currentThread().interrupt();
      }
    } catch (IOException | RuntimeException e) {
      if (halt.reason().isPresent()) {
        // Whoever ended the build interrupted it; what is left of it is still to be cleaned up.
        var _ = Thread.interrupted();
      }
      fail(e);
    }
  }

  /** Ends it for this reason, if it has come no further than this, and says whether. */
  boolean end(Problem reason, Halt.Stage latest) {
    return halt.end(reason, latest);
  }

  FleetName fleet() {
    return request.fleet();
  }

  BuildLog log() {
    return log;
  }

  /** Whether devices are to have it at once. */
  boolean isForDevices() {
    return !request.options().draft();
  }

  private Release build(Turns turns) throws IOException, InterruptedException {
    if (turns.isTaken(request.fleet())) {
      log.line("waiting for the build of %s before this one".formatted(request.fleet()));
    }
    try (var _ = turns.take(request.fleet());
        var work = request.work()) {
      halt.enter(Halt.Stage.BUILDING);
      request.landing().check();
      var given = GivenKeys.of(tools.api().buildKeys(request.fleet()), request.secrets());
      log.hide(given.hidden());
      request.source().writeTo(work.project());
      var plan = plan();
      var before = tools.api().newestRelease(request.fleet());
      var services = services(plan, given);
      var imagesDone = System.nanoTime();
      halt.enter(Halt.Stage.RELEASING);
      var made = tools.api().release(request.fleet(), newRelease(plan, services));
      request.landing().land();
      SizeText.lines(made.services(), before.map(Release::services)).forEach(log::closingLine);
      LOG.atInfo()
          .addKeyValue("build", request.id())
          .addKeyValue("fleet", request.fleet())
          .addKeyValue("release", made.id())
          .addKeyValue("millis", elapsed().toMillis())
          .addKeyValue("afterImagesMillis", (System.nanoTime() - imagesDone) / 1_000_000)
          .log("build succeeded");
      return made;
    }
  }

  private BuildPlan plan() throws IOException {
    var occasion =
        new Occasion(
            request.fleet(),
            request.source().commit(),
            request.options().platforms(),
            tools.platforms(),
            tools.api().terms(request.fleet()),
            request.options().wish());
    var plan = Planner.plan(ProjectReader.of(request.work().project()), occasion);
    log.line(
        "building %s (%s)  %s, %s"
            .formatted(
                request.fleet(),
                BuildText.shortCommit(request.source().commit()),
                BuildText.count(plan.services().size(), "service"),
                BuildText.count(plan.platforms().size(), "platform")));
    plan.notes().forEach(log::line);
    return plan;
  }

  private List<MadeImages> services(BuildPlan plan, GivenKeys given)
      throws IOException, InterruptedException {
    var kept =
        KeptServices.of(
            plan, request.options().services(), request.fleet(), tools.api()::newestFinal);
    kept.notes().forEach(log::line);
    try (var copies = new Copies(request, given, tools, log)) {
      var rest = copies.find(kept.rest());
      var made = new ArrayList<>(copies.make());
      made.addAll(built(rest, given));
      return kept.beside(made);
    }
  }

  private List<MadeImages> built(BuildPlan plan, GivenKeys given)
      throws IOException, InterruptedException {
    if (plan.services().isEmpty()) {
      return List.of();
    }
    var names = plan.services().stream().map(it -> it.service()).toList();
    var variants =
        plan.services().stream()
            .flatMap(service -> service.images().stream())
            .map(ImagePlan::variant)
            .distinct()
            .toList();
    var text = new BuildText(names, variants);
    var desk = new Desk(tools, log, text, engineTime, tools.engine().version());
    return new ImageMaker(request, plan, given, desk, room).make();
  }

  private NewRelease newRelease(BuildPlan plan, List<MadeImages> services) {
    var options = request.options();
    return new NewRelease(
        request.id(),
        request.author(),
        request.source().commit(),
        plan.version(),
        options.note(),
        options.tags(),
        options.draft(),
        options.canary(),
        MadeImages.images(services),
        plan.composition(),
        Optional.of(MadeImages.provenance(services, request.source())));
  }

  private void succeed(Release made) {
    var line = "%s  (%s)".formatted(BuildText.release(made), BuildText.time(elapsed()));
    log.closingLine(
        switch (made.state()) {
          case DRAFT -> "draft " + line;
          case UNSIGNED -> "unsigned " + line;
          case FINAL, INVALIDATED -> line;
        });
    var _ = release.complete(made);
    log.end(
        new BuildEvent.Succeeded(
            made.id(), made.version(), elapsed().toMillis(), engineTime.total().toMillis()));
  }

  private void fail(Exception cause) {
    var reason = halt.reason().or(() -> Failures.problem(cause)).orElseGet(() -> unknown(cause));
    var problem = log.masked(reason);
    try {
      request.landing().abandon();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("build", request.id()).setCause(e).log("could not clean up");
    }
    LOG.atInfo()
        .addKeyValue("build", request.id())
        .addKeyValue("fleet", request.fleet())
        .addKeyValue("reason", problem.message())
        .log("build failed");
    log.end(new BuildEvent.Failed(problem));
  }

  private Problem unknown(Exception cause) {
    LOG.atError().addKeyValue("build", request.id()).setCause(cause).log("build broke");
    return new Problem(
        ProblemCode.INTERNAL,
        "the server failed; the cause is in its log",
        "build " + request.id());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
