package fleet.cli.demo;

import fleet.cli.machine.MachineException;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.BuildEvent;
import fleet.contract.release.Release;
import java.util.concurrent.atomic.AtomicLong;

/** Pushes the sample, shows what git says, and takes the times. */
public record TimedPush(Operator operator, SampleProject project, Steps steps) {
  /**
   * How long one push took, in milliseconds from the start of {@code git push}.
   *
   * @param running to every new container running
   * @param healthy to health and soak passed
   * @param engine of {@code running}, the time in which the engine built or pushed images
   */
  public record Times(ReleaseId release, long running, long healthy, long engine) {}

  /**
   * Ends when the release is healthy on the device.
   *
   * @throws MachineException when the push is rejected or the release does not become healthy
   */
  Times run() {
    var watch = PushWatch.start(operator.api(), Demo.FLEET.value());
    try {
      new GitPush(project.folder(), steps::line).run();
    } catch (MachineException e) {
      watch.stop();
      throw e;
    }
    var seen = steps.step("healthy on the device, soak included", watch::await);
    return new Times(
        seen.release(), seen.runningMillis(), seen.healthyMillis(), engine(seen.release()));
  }

  private long engine(ReleaseId id) {
    var route = "/fleets/%s/releases/%s".formatted(Demo.FLEET, id);
    return engine(operator.api().get(route, Release.class).build());
  }

  private long engine(BuildId build) {
    var millis = new AtomicLong();
    operator.api().stream(
        "/builds/%s/log".formatted(build),
        BuildEvent.class,
        event -> {
          if (event instanceof BuildEvent.Succeeded succeeded) {
            millis.set(succeeded.engineMillis());
          }
          return true;
        });
    return millis.get();
  }
}
