package fleet.supervisor.plan;

import static fleet.supervisor.Specs.spec;
import static fleet.supervisor.plan.World.container;
import static fleet.supervisor.plan.World.release;
import static fleet.supervisor.plan.World.service;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.ServiceTarget;
import fleet.contract.release.UpdateRule.Strategy;
import org.junit.jupiter.api.Test;

/** How a service gets from one image to the next, by its strategy. */
class StrategyTest {
  private final World world = new World();

  @Test
  void download_then_kill_and_hand_over_run_on_while_the_next_image_is_fetched() {
    for (var strategy : new Strategy[] {Strategy.DOWNLOAD_THEN_KILL, Strategy.HAND_OVER}) {
      var calm = new World();
      var old = web("old", strategy);
      var next = web("next", strategy);
      calm.has(old).has(container(old).running()).wants(release(next)).meanwhile(release(old));

      assertThat(calm.plan()).containsExactly(new Step.FetchImage(next));
    }
  }

  @Test
  void kill_then_download_ends_the_old_one_first() {
    var old = web("old", Strategy.KILL_THEN_DOWNLOAD);
    var next = web("next", Strategy.KILL_THEN_DOWNLOAD);
    world.has(old).has(container(old).running()).wants(release(next)).meanwhile(release(old));

    assertThat(world.plan())
        .containsExactly(wait(next), new Step.StopContainer(container(old).id(), old.service()));
    world.has(container(old).exited(0)).fetching(next);
    assertThat(world.plan())
        .contains(new Step.RemoveContainer(container(old).id(), old.service()))
        .noneMatch(Step.StartContainer.class::isInstance)
        .noneMatch(Step.RemoveImage.class::isInstance);
  }

  @Test
  void delete_then_download_takes_the_old_image_away_first() {
    var old = web("old", Strategy.DELETE_THEN_DOWNLOAD);
    var next = web("next", Strategy.DELETE_THEN_DOWNLOAD);
    world.has(old).has(container(old).exited(0)).wants(release(next)).meanwhile(release(old));
    world.keeps(old);

    assertThat(world.plan())
        .containsExactly(wait(next), new Step.RemoveContainer(container(old).id(), old.service()));
    world.without(container(old));
    assertThat(world.plan()).containsExactly(wait(next), new Step.RemoveImage(ImageName.of(old)));
    world.lost(old);
    assertThat(world.plan()).containsExactly(new Step.FetchImage(next));
  }

  @Test
  void another_service_is_not_disturbed() {
    var db = service("db", "one");
    var old = web("old", Strategy.KILL_THEN_DOWNLOAD);
    var next = web("next", Strategy.KILL_THEN_DOWNLOAD);
    world.has(db).has(old).has(container(db).running()).has(container(old).running());
    world.wants(release(db, next)).meanwhile(release(db, old));

    assertThat(world.plan())
        .containsExactly(wait(next), new Step.StopContainer(container(old).id(), old.service()));
  }

  @Test
  void without_a_release_before_it_ends_all_the_same() {
    var old = web("old", Strategy.KILL_THEN_DOWNLOAD);
    var next = web("next", Strategy.KILL_THEN_DOWNLOAD);
    world.has(old).has(container(old).running()).wants(release(next));

    assertThat(world.plan())
        .containsExactly(wait(next), new Step.StopContainer(container(old).id(), old.service()));
  }

  @Test
  void what_has_failed_as_often_as_it_may_is_not_started_again() {
    var once = service("once", "one", spec().maxRestarts(3).build());
    world.has(once).has(container(once).exited(1).restarted(2)).wants(release(once));
    assertThat(world.plan()).containsExactly(new Step.StartContainer(container(once).id(), once));

    world.has(container(once).exited(1).restarted(3));
    assertThat(world.plan()).isEmpty();
    world.has(container(once).exited(137).restarted(3));
    assertThat(world.plan()).hasSize(1);
  }

  private static Step wait(ServiceTarget service) {
    return new Step.Wait(service.service(), new Reason("what ran before it has to go first"));
  }

  private static ServiceTarget web(String marker, Strategy strategy) {
    return service("web", marker, spec().update(strategy).build());
  }
}
