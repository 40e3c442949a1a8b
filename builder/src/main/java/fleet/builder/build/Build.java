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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One build, from its turn to its verdict. Run once, by one thread; others may end it. */
public final class Build {
  private static final Logger LOG = LoggerFactory.getLogger(Build.class);

  private final BuildRequest request;
  private final BuildTools tools;
  private final BuildLog log;
  private final CompletableFuture<Release> release;
  private final ReleaseGate gate;
  private final Halt halt = new Halt();
  private final BusyTime engineTime = new BusyTime();
  private final long started;
  private final EngineTags tags;

  public Build(BuildRequest request, BuildTools tools, RunningBuild running, ReleaseGate gate) {
    this.request = request;
    this.tools = tools;
    this.log = running.log();
    this.release = running.release();
    this.started = running.begunNanos();
    this.gate = gate;
    this.tags = new EngineTags(tools.engines());
  }

  /**
   * Runs to the end, and returns the verdict, whatever happens, for whoever keeps it before it is
   * told. Only where it was paused it has none, and its source is as it was.
   */
  public Optional<BuildEvent> run() {
    try {
      var made = build();
      // Whoever waits for the release need not wait for this too.
      var _ = Thread.ofVirtual().name("tags-" + request.id()).start(tags::remove);
      return Optional.of(succeed(made));
    } catch (IOException | RuntimeException | InterruptedException e) {
      // Whoever ended or paused the build interrupted it, and what is left is to be cleaned up.
      var isInterrupted = Thread.interrupted() || e instanceof InterruptedException;
      tags.remove();
      if (halt.isPaused()) {
        log.closingLine("stopped here for now; the build begins again by itself");
        return Optional.empty();
      }
      var verdict = fail(e);
      if (isInterrupted && halt.reason().isEmpty()) {
        Thread.currentThread().interrupt();
      }
      return Optional.of(verdict);
    }
  }

  /** Has it end for this reason; its thread is to be interrupted then. */
  public void end(Problem reason) {
    halt.end(reason);
  }

  /** Has it stop without an end; its thread is to be interrupted then. */
  public void pause() {
    halt.pause();
  }

  private Release build() throws IOException, InterruptedException {
    try (var work = request.work()) {
      request.landing().check();
      var given = GivenKeys.of(tools.api().buildKeys(request.fleet()), request.secrets());
      log.hide(given.hidden());
      request.source().writeTo(work.project());
      var plan = plan();
      var before = tools.api().newestRelease(request.fleet());
      var services = services(plan, given);
      var imagesDone = System.nanoTime();
      gate.pass();
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
    var desk = new Desk(tools, log, text, engineTime);
    return new ImageMaker(request, plan, given, desk, tags).make();
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

  private BuildEvent succeed(Release made) {
    var line = "%s  (%s)".formatted(BuildText.release(made), BuildText.time(elapsed()));
    log.closingLine(
        switch (made.state()) {
          case DRAFT -> "draft " + line;
          case UNSIGNED -> "unsigned " + line;
          case FINAL, INVALIDATED -> line;
        });
    var _ = release.complete(made);
    return new BuildEvent.Succeeded(
        made.id(), made.version(), elapsed().toMillis(), engineTime.total().toMillis());
  }

  private BuildEvent fail(Exception cause) {
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
    return new BuildEvent.Failed(problem);
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
