package fleet.builder.build;

import fleet.builder.engine.BaseImages;
import fleet.builder.engine.BuildWatcher;
import fleet.builder.engine.EngineException;
import fleet.builder.engine.ImageOrder;
import fleet.builder.engine.ImageOutcome;
import fleet.builder.engine.Step;
import fleet.builder.plan.ImagePlan;
import fleet.builder.pool.Lease;
import fleet.builder.progress.BuildLog;
import fleet.builder.progress.BuildText;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.BuildStep;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageProvenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  }

  /**
   * What the jobs of one build share.
   *
   * @param engineTime in which an engine works on an image of the build
   */
  record Desk(BuildTools tools, BuildLog log, BuildText text, BusyTime engineTime) {}

  /**
   * Runs when an engine has room for it, and on another when that one is lost.
   *
   * @param stopped set when any job of the build fails; jobs that have not begun then do not
   * @param tags to which those are added that it puts into engines
   */
  MadeImage run(AtomicBoolean stopped, EngineTags tags) throws InterruptedException {
    var image = repository + " " + plan.variant();
    var pool = tools.engines();
    var tries = new EngineTries(pool, order.platform(), pool.lastMaker(image), this::remark);
    try {
      while (true) {
        var lease = tries.next();
        try (lease) {
          if (stopped.get()) {
            throw new ProblemException(Failures.STOPPED);
          }
          tags.add(lease.name(), order.at(lease.registry()).tag());
          var made = make(lease);
          pool.made(image, lease.name());
          return made;
        } catch (EngineException e) {
          tries.failed(lease, e);
        }
      }
    } catch (RuntimeException e) {
      stopped.set(true);
      throw e;
    }
  }

  private MadeImage make(Lease lease) {
    choice(lease).ifPresent(this::remark);
    var startedAt = Instant.now();
    var begun = System.nanoTime();
    var here = order.at(lease.registry());
    build(lease, here);
    var token = tools.api().registryToken(List.of(repository));
    var built = System.nanoTime();
    var digest = push(lease, here.tag(), token);
    var pushed = System.nanoTime();
    var image =
        tools.registry().read(repository, digest, order.platform(), token).of(plan.variant());
    new FitCheck(tools.registry(), log, repository, token).require(service(), image);
    LOG.atDebug()
        .addKeyValue("tag", here.tag())
        .addKeyValue("engine", lease.name())
        .addKeyValue("buildMillis", (built - begun) / 1_000_000)
        .addKeyValue("pushMillis", (pushed - built) / 1_000_000)
        .addKeyValue("readMillis", (System.nanoTime() - pushed) / 1_000_000)
        .log("image made");
    return new MadeImage(image, provenance(lease, startedAt));
  }

  /** What people are told of it: where there is a choice, and where it is not a native one. */
  private Optional<String> choice(Lease lease) {
    var several = tools.engines().isSeveral();
    return switch (lease.way()) {
      case NATIVE -> several ? Optional.of("on " + lease.name()) : Optional.empty();
      case EMULATED ->
          Optional.of((several ? "on %s, ".formatted(lease.name()) : "") + "emulated by QEMU");
      case UNSURE ->
          Optional.of(
              "on %s, which does not say that it runs %s"
                  .formatted(lease.name(), order.platform()));
    };
  }

  private void remark(String sentence) {
    log.line(text.remark(service(), plan.variant(), sentence));
  }

  private ImageProvenance provenance(Lease lease, Instant startedAt) {
    return new ImageProvenance(
        service(),
        plan.variant(),
        tools.own(),
        lease.version().tool(),
        lease.version().emulates(order.platform()),
        plan.build().recipe().file(),
        order.settings().target(),
        List.copyOf(order.settings().args().keySet()),
        bases.seen(),
        startedAt,
        Instant.now());
  }

  private void build(Lease lease, ImageOrder here) {
    if (outcome(lease, here) instanceof ImageOutcome.Failed failed) {
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
          hint(lease, failed));
    }
  }

  private String hint(Lease lease, ImageOutcome.Failed failed) {
    if (said(failed, "exec format error")) {
      return "engine %s does not run programs of %s: fleet doctor --install on its machine registers QEMU"
          .formatted(lease.name(), order.platform());
    }
    return said(failed, "No space left on device")
        ? "is the disk of engine %s full? docker builder prune makes room there"
            .formatted(lease.name())
        : "";
  }

  private static boolean said(ImageOutcome.Failed failed, String words) {
    return failed.reason().contains(words)
        || failed.lines().stream().anyMatch(line -> line.contains(words));
  }

  private Optional<Problem> refusal(String reason) {
    var fleet = FleetName.parse(repository.substring(0, repository.indexOf('/')));
    return BaseRefusal.in(reason, dockerfile.text(), fleet, order.logins());
  }

  private ImageOutcome outcome(Lease lease, ImageOrder here) {
    try (var _ = engineTime.begin()) {
      return lease.engine().build(here, this);
    }
  }

  private Digest push(Lease lease, String tag, Secret token) {
    try (var _ = engineTime.begin()) {
      return lease.engine().push(tag, token);
    }
  }

  @Override
  public void step(Step step) {
    bases.see(step);
    var result = step.cached() ? "cached" : BuildText.time(step.took());
    for (var name : BuildText.shown(step.name())) {
      log.line(
          text.step(service(), plan.variant(), name, step.error().isEmpty() ? result : "failed"),
          ended(step, name));
    }
  }

  private BuildStep ended(Step step, String name) {
    return new BuildStep(
        service(),
        plan.variant(),
        name,
        step.cached() ? 0 : step.took().toMillis(),
        step.cached(),
        !step.error().isEmpty());
  }

  @Override
  public void output(String line) {
    log.line(text.output(service(), plan.variant(), line));
  }

  private ServiceName service() {
    return plan.build().service();
  }
}
