package fleet.supervisor.health;

import static fleet.supervisor.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.DependencyCondition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import fleet.contract.release.RestartPolicy;
import fleet.contract.release.ServiceSpec;
import fleet.supervisor.plan.Container;
import fleet.supervisor.plan.ContainerId;
import fleet.supervisor.plan.DeviceState;
import fleet.supervisor.plan.ImageName;
import fleet.supervisor.plan.SpecHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
  private static final ServiceTarget WEB = service("web", spec().healthyWhen("true").build());
  private static final ReleaseTarget RELEASE = release(WEB);

  @Test
  void a_release_that_is_sound_for_the_soak_is_proven() {
    var first = look(Trial.begin(START), running(Health.HEALTHY, 0), 2);
    assertThat(first).isInstanceOf(Verdict.Proving.class);
    var next = (Verdict.Proving) first;
    assertThat(next.lookAgainAt()).isEqualTo(START.plusSeconds(12));
    assertThat(look(next.trial(), running(Health.HEALTHY, 0), 11))
        .isInstanceOf(Verdict.Proving.class);
    assertThat(look(next.trial(), running(Health.HEALTHY, 0), 12)).isEqualTo(new Verdict.Proven());
  }

  @Test
  void a_lapse_of_health_begins_the_soak_anew() {
    var sound = trial(Trial.begin(START), running(Health.HEALTHY, 0), 2);
    var lapsed = trial(sound, running(Health.UNHEALTHY, 0), 5);
    assertThat(lapsed.soundSince()).isEmpty();
    var again = trial(lapsed, running(Health.HEALTHY, 0), 6);
    assertThat(again.soundSince()).contains(START.plusSeconds(6));
  }

  @Test
  void a_restart_begins_the_soak_anew_though_it_runs_again() {
    var sound = trial(Trial.begin(START), running(Health.HEALTHY, 0), 2);
    assertThat(trial(sound, running(Health.HEALTHY, 1), 9).soundSince()).isEmpty();
  }

  @Test
  void restarts_from_before_the_trial_do_not_count() {
    var first = trial(Trial.begin(START), running(Health.HEALTHY, 40), 2);
    assertThat(first.soundSince()).contains(START.plusSeconds(2));
  }

  @Test
  void unhealthy_at_the_deadline_is_a_failure_that_names_the_service() {
    assertThat(look(Trial.begin(START), running(Health.UNHEALTHY, 0), 30))
        .isEqualTo(
            new Verdict.Failed(
                Optional.of(WEB.service()),
                "service web did not become healthy before the deadline of 30 s"));
  }

  @Test
  void the_service_that_ended_is_named_and_not_the_one_that_waits_for_it() {
    var db = service("db", spec().build());
    var web = service("web", spec().dependsOn("db", DependencyCondition.SERVICE_HEALTHY).build());
    var seen =
        state(
            container(web, ContainerState.CREATED, Health.NONE, 0, Optional.empty()),
            container(db, ContainerState.RESTARTING, Health.NONE, 7, Optional.of(3)));
    assertThat(Judge.judge(Trial.begin(START), release(web, db), seen, START.plusSeconds(30)))
        .isEqualTo(
            new Verdict.Failed(
                Optional.of(db.service()),
                "service db ended with exit code 3 and 7 restarts before the deadline of 30 s"));
  }

  @Test
  void a_crash_loop_that_happens_to_run_at_the_deadline_is_named() {
    var trial = trial(Trial.begin(START), running(Health.HEALTHY, 4), 29);
    assertThat(look(trial, running(Health.HEALTHY, 5), 30))
        .isEqualTo(
            new Verdict.Failed(
                Optional.of(WEB.service()),
                "service web was restarted 5 times before the deadline of 30 s"));
  }

  @Test
  void without_a_container_it_could_not_be_created() {
    assertThat(look(Trial.begin(START), state(), 31))
        .isEqualTo(
            new Verdict.Failed(
                Optional.of(WEB.service()),
                "service web could not be created before the deadline of 30 s"));
  }

  @Test
  void what_completed_well_is_sound() {
    var setup = service("setup", spec().restart(RestartPolicy.NO).build());
    var seen = state(container(setup, ContainerState.EXITED, Health.NONE, 0, Optional.of(0)));
    var verdict = Judge.judge(Trial.begin(START), release(setup), seen, START.plusSeconds(1));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Proving.class, proving -> assertThat(proving.trial().soundSince()).isPresent());
  }

  private static Trial trial(Trial before, DeviceState seen, int seconds) {
    return ((Verdict.Proving) look(before, seen, seconds)).trial();
  }

  private static Verdict look(Trial trial, DeviceState seen, int seconds) {
    return Judge.judge(trial, RELEASE, seen, START.plusSeconds(seconds));
  }

  private static DeviceState running(Health health, int restarts) {
    return state(container(WEB, ContainerState.RUNNING, health, restarts, Optional.empty()));
  }

  private static DeviceState state(Container... containers) {
    return new DeviceState(List.of(containers), Set.of(), Set.of(), Set.of(), Set.of());
  }

  private static Container container(
      ServiceTarget service,
      ContainerState state,
      Health health,
      int restarts,
      Optional<Integer> exitCode) {
    return new Container(
        new ContainerId(service.service().toString()),
        service.service(),
        RELEASE.id(),
        ImageName.of(service),
        SpecHash.of(service),
        state,
        health,
        restarts,
        exitCode,
        Set.of());
  }

  private static ReleaseTarget release(ServiceTarget... services) {
    return new ReleaseTarget(
        ReleaseId.random(),
        "1.0.0",
        "1a2b3c4",
        List.of(services),
        Set.of(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  private static ServiceTarget service(String name, ServiceSpec spec) {
    var digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
    var image = new ImageVariant("linux/amd64", Platform.LINUX_AMD64, digest, digest, 1, List.of());
    return new ServiceTarget(ServiceName.parse(name), "berlin/" + name, image, spec);
  }
}
