package fleet.supervisor;

import static fleet.supervisor.Specs.release;
import static fleet.supervisor.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.device.Phase;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceState;
import fleet.contract.device.StateReport;
import fleet.contract.release.DependencyCondition;
import fleet.supervisor.fake.Bench;
import fleet.supervisor.fake.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped supervisor against a real engine in another network namespace. */
class ConvergeIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofSeconds(6);
  private static final String SERVE =
      "trap exit TERM; echo hello from $HOSTNAME; while true; do sleep 1 & wait; done";

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void converges_to_two_services_and_an_unchanged_target_restarts_nothing() {
    var release = twoServices("one");
    bench.fleet().target(release);
    bench.supervisor().start();

    var settled = bench.awaitPhase(release, Phase.SETTLED);
    assertThat(settled.services())
        .extracting(ServiceState::name, ServiceState::state, ServiceState::health)
        .containsExactlyInAnyOrder(
            tuple(release.services().get(0).service(), ContainerState.RUNNING, Health.HEALTHY),
            tuple(release.services().get(1).service(), ContainerState.RUNNING, Health.NONE));
    bench.awaitLine("hello from");
    assertThat(bench.imageReferences()).noneMatch(reference -> reference.startsWith("127.0.0.1"));

    var containers = bench.containers();
    bench.fleet().target(release);
    bench.awaitReportAfter(settled.sequence());
    assertThat(bench.containers()).isEqualTo(containers);
  }

  @Test
  void who_waits_for_a_healthy_service_does_not_wait_for_the_engine_to_test_it_first() {
    var seldom = Duration.ofHours(1);
    var readyLater = "touch /ready; " + SERVE;
    var release =
        release(
            LONG,
            bench.service(
                "db",
                image("sleep 1; " + readyLater, "seldom"),
                spec().healthyWhen("test -e /ready", seldom).build()),
            bench.service(
                "web",
                image(SERVE, "waits"),
                spec().dependsOn("db", DependencyCondition.SERVICE_HEALTHY).build()));
    bench.fleet().target(release);
    bench.supervisor().start();

    var settled = bench.awaitPhase(release, Phase.SETTLED);
    assertThat(settled.services())
        .extracting(ServiceState::state, ServiceState::health)
        .containsExactlyInAnyOrder(
            tuple(ContainerState.RUNNING, Health.HEALTHY),
            tuple(ContainerState.RUNNING, Health.NONE));
  }

  @Test
  void updates_to_new_images_keeps_the_previous_and_removes_older_ones() {
    bench.supervisor().start();
    var first = oneService("first");
    var second = oneService("second");
    var third = oneService("third");
    for (var release : List.of(first, second, third)) {
      bench.fleet().target(release);
      bench.awaitPhase(release, Phase.SETTLED);
    }
    bench.awaitImages(second, third);
    assertThat(bench.containers()).hasSize(1);
  }

  @Test
  void a_release_that_fails_rolls_back_with_the_network_cut_and_stays_out_until_another_comes() {
    var good = oneService("good");
    bench.fleet().target(good);
    bench.supervisor().start();
    bench.awaitPhase(good, Phase.SETTLED);

    var bad =
        release(
            SHORT,
            bench.service(
                "web",
                image("echo cannot find the pump; " + SERVE, "bad"),
                spec().healthyWhen("false").build()));
    bench.fleet().target(bad);
    bench.awaitPhase(bad, Phase.PROVING);
    bench.fleet().stop();
    bench.awaitRunning(good);
    bench.fleet().start();

    var back = bench.awaitPhase(bad, Phase.ROLLED_BACK);
    assertThat(back.running()).contains(good.id());
    assertThat(back.healthy()).contains(good.id());
    assertThat(back.failure()).isPresent();
    var failure = back.failure().orElseThrow();
    assertThat(failure.release()).isEqualTo(bad.id());
    assertThat(failure.reason()).contains("service web did not become healthy");
    assertThat(failure.lines()).contains("cannot find the pump");

    bench.supervisor().kill();
    bench.supervisor().start();
    var again = bench.awaitReportAfter(back.sequence());
    assertThat(again.phase()).isEqualTo(Phase.ROLLED_BACK);

    var next = oneService("next");
    bench.fleet().target(next);
    bench.awaitPhase(next, Phase.SETTLED);
  }

  @Test
  void killed_at_any_moment_it_ends_in_the_same_release() {
    bench.supervisor().start();
    for (var round = 0; round < 2; round++) {
      var release = twoServices("kill" + round);
      bench.fleet().target(release);
      bench.awaitFetch(release);
      killAndStart();
      bench.awaitContainer(release);
      killAndStart();
      bench.awaitRunning(release);
      killAndStart();
      bench.awaitPhase(release, Phase.SETTLED);
      assertThat(bench.containers()).hasSize(2);
    }
  }

  @Test
  void a_registry_that_breaks_off_is_resumed_where_it_broke() {
    var content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    var image = TestImage.running(SERVE, content);
    var release = release(LONG, bench.service("web", image, spec().build()));
    bench.fleet().registry().breakOnce(image.ownLayer(), 1_000_000);
    bench.fleet().target(release);
    bench.supervisor().start();

    bench.awaitPhase(release, Phase.SETTLED);
    assertThat(bench.fleet().registry().served())
        .as(bench.supervisor().output())
        .anyMatch(line -> line.startsWith("blobs %s bytes=".formatted(image.ownLayer())));
  }

  @Test
  void bytes_of_another_digest_are_refused_and_the_old_release_runs_on() {
    var good = oneService("good");
    bench.fleet().target(good);
    bench.supervisor().start();
    bench.awaitPhase(good, Phase.SETTLED);

    var image = image(SERVE, "forged");
    var forged = release(LONG, bench.service("web", image, spec().build()));
    bench.fleet().registry().corrupt(image.ownLayer());
    bench.fleet().target(forged);

    var report =
        bench.awaitReport(
            "the fetch to fail",
            seen ->
                seen.target().filter(forged.id()::equals).isPresent()
                    && seen.failure().isPresent());
    assertThat(report.phase()).isEqualTo(Phase.DOWNLOADING);
    assertThat(report.running()).contains(good.id());
    assertThat(report.failure().orElseThrow().reason()).contains("sent something else");
    assertThat(bench.kept(forged)).isFalse();
  }

  @Test
  void without_a_web_socket_it_polls() {
    bench.fleet().withoutWebSocket();
    var release = oneService("polled");
    bench.fleet().target(release);
    bench.supervisor().start();
    StateReport settled = bench.awaitPhase(release, Phase.SETTLED);
    assertThat(settled.running()).contains(release.id());
  }

  private void killAndStart() {
    bench.supervisor().kill();
    bench.supervisor().start();
  }

  private ReleaseTarget twoServices(String marker) {
    return release(
        LONG,
        bench.service("db", image(SERVE, "db " + marker), spec().healthyWhen("true").build()),
        bench.service(
            "web",
            image(SERVE, "web " + marker),
            spec().dependsOn("db", DependencyCondition.SERVICE_HEALTHY).build()));
  }

  private ReleaseTarget oneService(String marker) {
    return release(LONG, bench.service("web", image(SERVE, marker), spec().build()));
  }

  private TestImage image(String command, String marker) {
    return TestImage.running(command, marker);
  }
}
