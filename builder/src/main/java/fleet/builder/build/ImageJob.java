package fleet.builder.build;

import fleet.builder.engine.BaseImages;
import fleet.builder.engine.BuildWatcher;
import fleet.builder.engine.EngineVersion;
import fleet.builder.engine.ImageOrder;
import fleet.builder.engine.ImageOutcome;
import fleet.builder.engine.Step;
import fleet.builder.plan.ImagePlan;
import fleet.builder.progress.BuildLog;
import fleet.builder.progress.BuildText;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageProvenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One image: built, pushed, read back from the registry. */
final class ImageJob implements BuildWatcher {
  private static final Logger LOG = LoggerFactory.getLogger(ImageJob.class);

  private final ImageOrder order;
  private final ImagePlan plan;
  private final Dockerfile dockerfile;
  private final String repository;
  private final BuildTools tools;
  private final BuildLog log;
  private final BuildText text;
  private final BusyTime engineTime;
  private final EngineVersion engine;
  private final BaseImages bases = new BaseImages();

  /** The Dockerfile as people know it. */
  record Dockerfile(String name, String text) {}

  ImageJob(ImageOrder order, ImagePlan plan, Dockerfile dockerfile, String repository, Desk desk) {
    this.order = order;
    this.plan = plan;
    this.dockerfile = dockerfile;
    this.repository = repository;
    this.tools = desk.tools();
    this.log = desk.log();
    this.text = desk.text();
    this.engineTime = desk.engineTime();
    this.engine = desk.engine();
  }

  /**
   * What the jobs of one build share.
   *
   * @param engineTime in which the engine works on an image of the build
   */
  record Desk(
      BuildTools tools, BuildLog log, BuildText text, BusyTime engineTime, EngineVersion engine) {}

  /**
   * Runs when there is room on the engine.
   *
   * @param stopped set when any job of the build fails; jobs that have not begun then do not
   */
  MadeImage run(Semaphore room, AtomicBoolean stopped) throws InterruptedException {
    room.acquire();
    try {
      if (stopped.get()) {
        throw new ProblemException(Failures.STOPPED);
      }
      var startedAt = Instant.now();
      var begun = System.nanoTime();
      make();
      var token = tools.api().registryToken(List.of(repository));
      var built = System.nanoTime();
      var digest = push(token);
      var pushed = System.nanoTime();
      var image =
          tools.registry().read(repository, digest, order.platform(), token).of(plan.variant());
      new FitCheck(tools.registry(), log, repository, token).require(service(), image);
      LOG.atDebug()
          .addKeyValue("tag", order.tag())
          .addKeyValue("buildMillis", (built - begun) / 1_000_000)
          .addKeyValue("pushMillis", (pushed - built) / 1_000_000)
          .addKeyValue("readMillis", (System.nanoTime() - pushed) / 1_000_000)
          .log("image made");
      return new MadeImage(image, provenance(startedAt));
    } catch (RuntimeException e) {
      stopped.set(true);
      throw e;
    } finally {
      room.release();
    }
  }

  private ImageProvenance provenance(Instant startedAt) {
    return new ImageProvenance(
        service(),
        plan.variant(),
        tools.own(),
        engine.tool(),
        engine.emulates(order.platform()),
        plan.build().recipe().file(),
        order.settings().target(),
        List.copyOf(order.settings().args().keySet()),
        bases.seen(),
        startedAt,
        Instant.now());
  }

  private void make() {
    if (build() instanceof ImageOutcome.Failed failed) {
      failed.lines().forEach(line -> log.closingLine(text.output(service(), plan.variant(), line)));
      refusal(failed.reason())
          .ifPresent(problem -> {
            throw new ProblemException(problem);
          });
      throw new ProblemException(
          ProblemCode.BUILD_FAILED,
          "%s for %s: %s"
              .formatted(
                  service(),
                  plan.variant(),
                  FailedStep.describe(failed, dockerfile.name(), dockerfile.text())),
          "");
    }
  }

  private Optional<Problem> refusal(String reason) {
    var fleet = FleetName.parse(repository.substring(0, repository.indexOf('/')));
    return BaseRefusal.in(reason, dockerfile.text(), fleet, order.logins());
  }

  private ImageOutcome build() {
    try (var _ = engineTime.begin()) {
      return tools.engine().build(order, this);
    }
  }

  private Digest push(Secret token) {
    try (var _ = engineTime.begin()) {
      return tools.engine().push(order.tag(), token);
    }
  }

  @Override
  public void step(Step step) {
    bases.see(step);
    var result = step.cached() ? "cached" : BuildText.time(step.took());
    for (var name : BuildText.shown(step.name())) {
      log.line(
          text.step(service(), plan.variant(), name, step.error().isEmpty() ? result : "failed"));
    }
  }

  @Override
  public void output(String line) {
    log.line(text.output(service(), plan.variant(), line));
  }

  private ServiceName service() {
    return plan.build().service();
  }
}
