package fleet.supervisor.plan;

import static fleet.supervisor.Specs.spec;
import static fleet.supervisor.plan.World.container;
import static fleet.supervisor.plan.World.release;
import static fleet.supervisor.plan.World.service;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.codec.Records;
import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.release.DependencyCondition;
import fleet.contract.release.Digest;
import fleet.contract.release.NetworkShape;
import fleet.contract.release.RestartPolicy;
import fleet.contract.variable.VariableName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private final World world = new World();

  @Test
  void a_missing_image_is_fetched_and_what_runs_is_left_alone() {
    var old = service("web", "old");
    var next = service("web", "next");
    world.has(old).has(container(old).running());
    world.wants(release(next)).meanwhile(release(old));
    assertThat(world.plan()).containsExactly(new Step.FetchImage(next));
  }

  @Test
  void an_image_on_its_way_is_waited_for() {
    var web = service("web", "one");
    world.wants(release(web)).fetching(web);
    assertThat(world.plan())
        .containsExactly(new Step.Wait(web.service(), new Reason("its image is being fetched")));
  }

  @Test
  void a_service_is_not_stopped_before_every_image_of_the_release_is_here() {
    var oldWeb = service("web", "old");
    var nextWeb = service("web", "next");
    var db = service("db", "next");
    world.has(oldWeb).has(nextWeb).has(container(oldWeb).running());
    world.wants(release(nextWeb, db)).meanwhile(release(oldWeb));
    assertThat(world.plan()).containsExactly(new Step.FetchImage(db));
  }

  @Test
  void another_version_of_a_variable_replaces_the_one_service_that_is_given_it() {
    var colour = VariableName.parse("COLOUR");
    var web = service("web", "one").with(Map.of(colour, 1L));
    var db = service("db", "one").with(Map.of(colour, 1L));
    world.has(web).has(db).has(container(web).running()).has(container(db).running());
    world.wants(release(web, db));
    assertThat(world.plan()).isEmpty();

    var next = release(web.with(Map.of(colour, 2L)), db);
    world.wants(next);
    assertThat(world.plan())
        .containsExactly(new Step.CreateContainer(next.id(), next.services().getFirst()));
  }

  @Test
  void a_service_without_variables_has_the_name_that_it_had_before_there_were_any() {
    var web = service("web", "one");
    assertThat(SpecHash.of(web).value())
        .isEqualTo(Digest.of(Records.writeBytes(web.spec())).hex().substring(0, 16));
    var given = web.with(Map.of(VariableName.parse("COLOUR"), 1L));
    assertThat(SpecHash.of(given)).isNotEqualTo(SpecHash.of(web));
  }

  @Test
  void while_images_are_fetched_the_release_before_is_kept_running() {
    var old = service("web", "old");
    world.has(old).has(container(old).exited(1));
    world
        .wants(release(service("web", "next")))
        .meanwhile(release(old))
        .fetching(service("web", "next"));
    assertThat(world.plan()).contains(new Step.StartContainer(container(old).id(), old));
  }

  @Test
  void the_network_and_the_volumes_come_before_the_containers() {
    var web = service("web", "one", spec().volume("pumps", "/var/pumps").build());
    world.withoutNetwork().has(web).wants(release(Set.of("pumps"), web));
    assertThat(world.plan())
        .containsExactly(
            new Step.CreateNetwork(new Network(World.NAMES.network(), NetworkShape.PLAIN)),
            new Step.CreateVolume(World.NAMES.volume("pumps")));
  }

  @Test
  void the_new_container_is_created_before_the_old_one_is_stopped() {
    var old = service("web", "old");
    var next = service("web", "next");
    var wanted = release(next);
    world.has(old).has(next).has(container(old).running()).wants(wanted);
    assertThat(world.plan()).containsExactly(new Step.CreateContainer(wanted.id(), next));
    world.has(container(next));
    assertThat(world.plan())
        .containsExactly(new Step.StopContainer(container(old).id(), old.service()));
  }

  @Test
  void the_old_container_is_removed_only_when_the_new_one_was_started() {
    var old = service("web", "old");
    var next = service("web", "next");
    world
        .has(old)
        .has(next)
        .has(container(old).exited(0))
        .has(container(next))
        .wants(release(next));
    assertThat(world.plan()).containsExactly(new Step.StartContainer(container(next).id(), next));
    world.has(container(next).running());
    assertThat(world.plan())
        .containsExactly(new Step.RemoveContainer(container(old).id(), old.service()));
  }

  @Test
  void a_service_waits_until_what_it_depends_on_is_healthy() {
    var db = service("db", "one");
    var web =
        service("web", "one", spec().dependsOn("db", DependencyCondition.SERVICE_HEALTHY).build());
    world.has(db).has(web).has(container(web)).wants(release(db, web));
    world.has(container(db).running().health(Health.STARTING));
    assertThat(world.plan())
        .containsExactly(new Step.Wait(web.service(), new Reason("db is not healthy yet")));
    world.has(container(db).running().health(Health.HEALTHY));
    assertThat(world.plan()).containsExactly(new Step.StartContainer(container(web).id(), web));
  }

  @Test
  void a_service_waits_for_another_to_complete() {
    var setup = service("setup", "one", spec().restart(RestartPolicy.NO).build());
    var web =
        service(
            "web",
            "one",
            spec().dependsOn("setup", DependencyCondition.SERVICE_COMPLETED_SUCCESSFULLY).build());
    world.has(setup).has(web).has(container(web)).has(container(setup).running());
    world.wants(release(setup, web));
    assertThat(world.plan())
        .containsExactly(new Step.Wait(web.service(), new Reason("setup has not completed yet")));
    world.has(container(setup).exited(0));
    assertThat(world.plan()).containsExactly(new Step.StartContainer(container(web).id(), web));
  }

  @Test
  void what_ended_and_is_not_to_run_again_stays_ended() {
    var setup = service("setup", "one", spec().restart(RestartPolicy.NO).build());
    world.has(setup).has(container(setup).exited(3)).wants(release(setup));
    assertThat(world.plan()).isEmpty();
  }

  @Test
  void what_was_cut_off_while_it_ran_once_runs_again() {
    var setup = service("setup", "one", spec().restart(RestartPolicy.NO).build());
    world.has(setup).has(container(setup).exited(143)).wants(release(setup));
    assertThat(world.plan()).containsExactly(new Step.StartContainer(container(setup).id(), setup));
  }

  @Test
  void what_somebody_stopped_is_started_again() {
    var web = service("web", "one");
    world.has(web).has(container(web).exited(137)).wants(release(web));
    assertThat(world.plan()).containsExactly(new Step.StartContainer(container(web).id(), web));
  }

  @Test
  void a_new_release_with_the_same_image_and_spec_restarts_nothing() {
    var web = service("web", "one");
    world.has(web).has(container(web).running()).wants(release(web));
    assertThat(world.plan()).isEmpty();
    world.wants(release(web));
    assertThat(world.plan()).isEmpty();
  }

  @Test
  void another_environment_is_another_container() {
    var calm = service("web", "one", spec().environment("MODE", "calm").build());
    var fast = service("web", "one", spec().environment("MODE", "fast").build());
    var wanted = release(fast);
    world.has(calm).has(container(calm).running()).wants(wanted);
    assertThat(world.plan()).containsExactly(new Step.CreateContainer(wanted.id(), fast));
  }

  @Test
  void a_service_that_the_release_does_not_have_is_stopped_and_removed() {
    var web = service("web", "one");
    var gone = service("gone", "one");
    world.has(web).has(container(web).running()).has(container(gone).running()).wants(release(web));
    assertThat(world.plan())
        .containsExactly(new Step.StopContainer(container(gone).id(), gone.service()));
    world.has(container(gone).exited(0));
    assertThat(world.plan())
        .containsExactly(new Step.RemoveContainer(container(gone).id(), gone.service()));
  }

  @Test
  void without_a_release_everything_of_ours_goes() {
    var web = service("web", "one");
    world.has(web).has(container(web).running()).wantsNothing();
    assertThat(world.plan())
        .containsExactly(new Step.StopContainer(container(web).id(), web.service()));
  }

  @Test
  void images_of_kept_releases_stay_and_others_go() {
    var web = service("web", "three");
    var previous = service("web", "two");
    var older = service("web", "one");
    world.has(web).has(previous).has(older).has(container(web).running()).wants(release(web));
    world.keeps(previous);
    assertThat(world.plan()).containsExactly(new Step.RemoveImage(ImageName.of(older)));
  }

  @Test
  void what_a_broken_pull_left_is_taken_away_when_nothing_is_fetched() {
    var web = service("web", "one");
    world.leftover("127.0.0.1:1/fleet-door-x/berlin/web@sha256:0");
    world.wants(release(web)).fetching(web);
    assertThat(world.plan()).hasOnlyElementsOfType(Step.Wait.class);
    world.has(web).has(container(web).running());
    assertThat(world.plan())
        .containsExactly(new Step.RemoveLeftover("127.0.0.1:1/fleet-door-x/berlin/web@sha256:0"));
  }

  @Test
  void the_network_of_a_fleet_that_the_device_left_is_removed() {
    var web = service("web", "one");
    world.has(web).has(container(web).running()).network("fleet-paris-x").wants(release(web));
    assertThat(world.plan()).containsExactly(new Step.RemoveNetwork("fleet-paris-x"));
  }

  @Test
  void a_restarting_container_is_the_engines_to_start() {
    var web = service("web", "one");
    world.has(web).has(container(web).state(ContainerState.RESTARTING, Optional.of(1)));
    world.wants(release(web));
    assertThat(world.plan()).isEmpty();
  }
}
