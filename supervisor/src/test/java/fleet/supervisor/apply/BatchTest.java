package fleet.supervisor.apply;

import static fleet.supervisor.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.client.Backoff;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.NetworkShape;
import fleet.contract.release.Platform;
import fleet.supervisor.engine.InMemoryEngine;
import fleet.supervisor.observe.ImageNames;
import fleet.supervisor.plan.ContainerId;
import fleet.supervisor.plan.Names;
import fleet.supervisor.plan.Network;
import fleet.supervisor.plan.Plan;
import fleet.supervisor.plan.Reason;
import fleet.supervisor.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Names NAMES = new Names(DeviceId.random(), FleetName.parse("berlin"));
  private static final ServiceName WEB = ServiceName.parse("web");
  private static final Plan START_NOTHING =
      plan(new Step.StartContainer(new ContainerId("unknown"), target()));
  private static final Plan NETWORK =
      plan(new Step.CreateNetwork(new Network("net", NetworkShape.PLAIN)));

  private final InMemoryEngine engine = new InMemoryEngine();
  private Instant now = Instant.parse("2026-11-23T00:00:00Z");
  private final Batch batch =
      new Batch(
          new Applier(
              engine,
              _ -> {},
              _ -> Map.of(),
              (_, _, _) -> List.of(),
              new ImageNames(NAMES.device())),
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 1),
          () -> now);

  private static ServiceTarget target() {
    var digest = Digest.of(new byte[0]);
    var image =
        new ImageVariant("linux/amd64", Platform.LINUX_AMD64, digest, digest, 100, List.of());
    return new ServiceTarget(WEB, "berlin/web", image, spec().build());
  }

  @Test
  void what_failed_waits_longer_each_time_and_tells_why() throws InterruptedException {
    assertThat(batch.apply(START_NOTHING, NAMES)).isFalse();
    assertThat(batch.failure(WEB)).contains("no such container unknown");
    assertThat(batch.nextAttempt()).contains(now.plusSeconds(1));
    now = now.plusSeconds(1);
    assertThat(batch.apply(START_NOTHING, NAMES)).isFalse();
    assertThat(batch.nextAttempt()).contains(now.plusSeconds(2));
  }

  @Test
  void what_is_wanted_again_though_it_was_done_waits_too() throws InterruptedException {
    assertThat(batch.apply(NETWORK, NAMES)).isTrue();
    assertThat(batch.nextAttempt()).isEmpty();
    assertThat(batch.apply(NETWORK, NAMES)).isFalse();
    assertThat(batch.nextAttempt()).contains(now.plusSeconds(1));
    now = now.plusSeconds(1);
    assertThat(batch.apply(NETWORK, NAMES)).isTrue();
  }

  @Test
  void after_a_calm_while_it_is_forgotten() throws InterruptedException {
    assertThat(batch.apply(START_NOTHING, NAMES)).isFalse();
    now = now.plus(Duration.ofMinutes(11));
    assertThat(batch.apply(NETWORK, NAMES)).isTrue();
    assertThat(batch.failure(WEB)).isEmpty();
  }

  private static Plan plan(Step step) {
    return new Plan(List.of(step), List.of(new Reason("of the test")));
  }
}
