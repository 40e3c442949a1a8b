package fleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.supervisor.fake.FakeFleet;
import fleet.supervisor.fake.Lab;
import fleet.supervisor.fake.SupervisorProcess;
import fleet.supervisor.fake.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the shipped program begins, and what it says when it cannot. */
class SupervisorMainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final FakeFleet fleet = new FakeFleet(Lab.hostAddress());
  private final List<SupervisorProcess> processes = new ArrayList<>();

  @BeforeEach
  void start() {
    fleet.start();
  }

  @AfterEach
  void close() {
    processes.forEach(SupervisorProcess::close);
    fleet.close();
  }

  @Test
  void a_refused_provisioning_key_is_said_once_and_ends_it() throws InterruptedException {
    fleet.refuse(
        new Problem(
            ProblemCode.GONE, "this provisioning key is used up", "fleet device add makes one"));
    var supervisor = started("--key", "used-up-key");
    assertThat(supervisor.exitCode()).isEqualTo(4);
    assertThat(supervisor.output())
        .contains("fleet-supervisor: this provisioning key is used up")
        .contains("hint: fleet device add makes one")
        .doesNotContain("used-up-key");
    assertThat(fleet.registrations()).isEqualTo(1);
  }

  @Test
  void an_unknown_provisioning_key_ends_it() throws InterruptedException {
    var supervisor = started("--key", "wrong");
    assertThat(supervisor.exitCode()).isEqualTo(4);
    assertThat(supervisor.output()).contains("this provisioning key is not known");
  }

  @Test
  void without_a_key_a_new_device_says_what_it_needs() throws InterruptedException {
    var supervisor = started();
    assertThat(supervisor.exitCode()).isEqualTo(4);
    assertThat(supervisor.output())
        .contains("no provisioning key was given")
        .contains("the server does not expect its public key " + publicKey());
    assertThat(fleet.registrations()).isEqualTo(1);
  }

  /** As the program says it, of the same state. */
  private String publicKey() throws InterruptedException {
    var process =
        new SupervisorProcess(
            folder.resolve("identity"),
            List.of("--identity", "--state", folder.resolve("state").toString()));
    processes.add(process);
    process.start();
    assertThat(process.exitCode()).isZero();
    return process.output().strip();
  }

  @Test
  void wrong_options_are_named() throws InterruptedException {
    var supervisor = started("--nmae", "kitchen-pi");
    assertThat(supervisor.exitCode()).isEqualTo(2);
    assertThat(supervisor.output()).contains("unknown option --nmae; did you mean --name?");
  }

  @Test
  void a_second_one_on_the_same_state_is_refused() throws InterruptedException {
    var first = started("--key", FakeFleet.KEY);
    await().atMost(PATIENCE).until(() -> first.output().contains("connected"));
    var second = started();
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.output()).contains("another supervisor uses the state folder");
  }

  @Test
  void an_unreachable_server_is_tried_again_until_it_answers() {
    fleet.stop();
    var supervisor = started("--key", FakeFleet.KEY);
    await().atMost(PATIENCE).until(() -> supervisor.output().contains("could not register yet"));
    fleet.start();
    await().atMost(PATIENCE).until(() -> supervisor.output().contains("registered device="));
  }

  @Test
  void a_device_that_was_removed_says_so_and_leaves_the_server_alone() {
    var supervisor = started("--key", FakeFleet.KEY);
    await().atMost(PATIENCE).until(() -> supervisor.output().contains("connected"));
    fleet.remove(
        new Problem(ProblemCode.GONE, "this device was removed at noon", "make a new key"));
    await()
        .atMost(PATIENCE)
        .until(() ->
            supervisor
                .output()
                .contains(
                    "its containers run on, and the server is left alone: this device was removed"
                        + " at noon; make a new key"));
    assertThat(supervisor.isAlive()).isTrue();
    assertThat(fleet.signInsAfterRemoval()).isEqualTo(1);
  }

  @Test
  void an_engine_that_is_not_there_is_reported_and_tried_again() {
    var image = TestImage.running("sleep 100", "nobody");
    fleet.target(Specs.release(Duration.ofMinutes(1), image.service("web", Specs.spec().build())));
    var supervisor =
        started("--key", FakeFleet.KEY, "--engine=unix://" + folder.resolve("nobody.sock"));
    await()
        .atMost(PATIENCE)
        .until(() ->
            fleet
                .lastReport()
                .flatMap(report -> report.failure())
                .filter(
                    failure -> failure.reason().contains("could not reach the container engine"))
                .isPresent());
    assertThat(supervisor.isAlive()).isTrue();
    assertThat(supervisor.output()).contains("trying again until it answers");
  }

  private SupervisorProcess started(String... more) {
    var options =
        new ArrayList<>(
            List.of(
                "--server", fleet.url().toString(), "--state", folder.resolve("state").toString()));
    options.addAll(List.of(more));
    var output = folder.resolve("output-" + processes.size());
    var process = new SupervisorProcess(output, options);
    processes.add(process);
    process.start();
    return process;
  }
}
