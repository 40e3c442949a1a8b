package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.job.JobAction;
import fleet.contract.job.JobCounts;
import fleet.contract.job.JobSelection;
import fleet.contract.job.JobState;
import fleet.contract.job.JobView;
import fleet.contract.job.NewJob;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job of a thousand devices, while the nodes that carry it out come, go and disagree. */
class JobRunnersIT {
  private static final int DEVICES = 1_000;
  private RunningApi api;

  @BeforeEach
  void a_thousand_devices() {
    api = RunningApi.alone();
    var _ = api.newFleet("berlin");
    api.database()
        .sql(
            """
            insert into api.devices
              (id, fleet, name, public_key, type, platform, supervisor_version, created_at)
            select gen_random_uuid(), 'berlin', 'pi-' || number,
              rtrim(translate(encode(sha256(cast(number::text as bytea)), 'base64'), '+/', '-_'), '='),
              'generic', 'linux/amd64', '0.1.0', now()
            from generate_series(1, %d) as numbers (number)
            """
                .formatted(DEVICES));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JobView order() {
    var tag = new JobAction.Tag(Map.of("site", "berlin"));
    var job = new NewJob(JobSelection.where(""), tag, Optional.of(DEVICES));
    return api.asAdmin().post("/api/v1/fleets/berlin/jobs", job).expect(201).as(JobView.class);
  }

  private JobView await(Predicate<JobView> wanted) throws InterruptedException {
    var job = look();
    while (!wanted.test(job)) {
      Thread.sleep(5);
      job = look();
    }
    return job;
  }

  private JobView look() {
    return api.asAdmin().get("/api/v1/fleets/berlin/jobs/latest").as(JobView.class);
  }

  private void expectEachOnce() throws InterruptedException {
    var done = await(job -> job.state() != JobState.RUNNING);
    assertThat(done.state()).isEqualTo(JobState.DONE);
    assertThat(done.devices()).isEqualTo(new JobCounts(DEVICES, 0, DEVICES, 0, 0));
    assertThat(api.database().audited("device.edit")).hasSize(DEVICES).doesNotHaveDuplicates();
    assertThat(api.database().audited("job.done")).hasSize(1);
  }

  @Test
  void what_a_node_left_is_done_by_another_and_each_device_has_its_turn_once() throws Exception {
    var _ = order();
    var left = await(job -> job.devices().done() > 50);
    assertThat(left.devices().waiting()).isPositive();
    api.stop();
    try (var other = api.onPort(0)) {
      other.start();
      while (api.database().audited("job.done").isEmpty()) {
        Thread.sleep(50);
      }
    }
    api.startAgain();
    expectEachOnce();
  }

  @Test
  void two_nodes_that_both_believe_to_have_the_lease_do_nothing_twice() throws Exception {
    try (var other = api.onPort(0)) {
      other.start();
      var _ = order();
      while (look().state() == JobState.RUNNING) {
        Thread.sleep(50);
        api.database().sql("update api.jobs set lease_until = now() - interval '1 second'");
      }
      expectEachOnce();
    }
  }
}
