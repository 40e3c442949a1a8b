package fleet.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.device.DeviceAction;
import fleet.contract.identity.DeviceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How links come, are lost, and come again. */
@SuppressWarnings("NullAway.Init") // set before each test
class LinkIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Duration LONG_IDLE = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private final Lab lab = Lab.fromEnvironment();
  private TunnelStack stack;
  private DeviceContainers containers;

  @BeforeEach
  void start() throws IOException {
    stack = new TunnelStack(lab.hostAddress());
    containers = new DeviceContainers(lab);
  }

  @AfterEach
  void stop() throws IOException {
    containers.close();
    stack.close();
  }

  private DeviceProcess device(Duration idle) throws Exception {
    var device = DeviceProcess.start(lab, folder, DeviceId.random(), idle);
    containers.run(device.id(), "web");
    return device;
  }

  private Shell.Outcome say(Person person, DeviceProcess device) {
    return person.ssh("web@%s.fleet".formatted(device.id()), "echo hello");
  }

  @Test
  void a_session_waits_for_a_device_that_dials_meanwhile_and_again_after_the_gateway_restarted()
      throws Exception {
    try (var device = device(LONG_IDLE)) {
      stack.api().add(SshLines.of(device.key()), device.id());
      var person = stack.person(folder.resolve("ada"), device.id(), "web");
      device.tell(stack.openLink(device));
      assertThat(say(person, device).output()).isEqualTo("hello\n");

      stack.restart();

      assertThat(say(person, device).output()).isEqualTo("hello\n");
    }
  }

  @Test
  void a_device_whose_key_nobody_knows_gets_no_link() throws Exception {
    try (var device = device(LONG_IDLE)) {
      var person = stack.person(folder.resolve("ada"), device.id(), "web");
      device.tell(stack.openLink(device));

      var outcome = say(person, device);

      assertThat(outcome.exitCode()).isEqualTo(255);
      assertThat(outcome.error()).contains("the device did not dial in within 20 seconds");
    }
  }

  @Test
  void the_child_jvm_ends_when_it_was_idle_and_starts_again_for_the_next_action() throws Exception {
    try (var device = device(Duration.ofSeconds(6))) {
      stack.api().add(SshLines.of(device.key()), device.id());
      var person = stack.person(folder.resolve("ada"), device.id(), "web");
      device.tell(stack.openLink(device));
      assertThat(say(person, device).output()).isEqualTo("hello\n");

      await().atMost(LIMIT).until(() -> !device.holdsLink());
      device.tell(stack.openLink(device));

      assertThat(say(person, device).output()).isEqualTo("hello\n");
    }
  }

  @Test
  void logins_that_wait_for_the_api_hold_up_nobody_else() throws Exception {
    int open = 12;
    try (var device = device(LONG_IDLE)) {
      stack.api().add(SshLines.of(device.key()), device.id());
      var person = stack.person(folder.resolve("ada"), device.id(), "web");
      device.tell(stack.openLink(device));
      assertThat(say(person, device).output()).isEqualTo("hello\n");
      int before = stack.api().asked();

      stack.api().hold();
      var waiting = new ArrayList<Process>();
      for (int i = 0; i < 2 * open; i++) {
        waiting.add(new ProcessBuilder(person.command("-l", "device", "gateway")).start());
      }
      try {
        // A certificate is not asked about, the key alone is.
        await().atMost(LIMIT).until(() -> stack.api().asked() == before + open);

        assertThat(say(person, device).output()).isEqualTo("hello\n");
        assertThat(waiting).as("logins that wait still").anyMatch(Process::isAlive);
      } finally {
        stack.api().release();
      }
      for (var login : waiting) {
        assertThat(login.waitFor()).isEqualTo(255);
      }
    }
  }

  @Test
  void a_device_that_as_many_sessions_go_to_as_may_is_said_to_be() throws Exception {
    try (var device = device(LONG_IDLE)) {
      stack.api().add(SshLines.of(device.key()), device.id());
      var person = stack.person(folder.resolve("ada"), device.id(), "web");
      device.tell(stack.openLink(device));
      var open = new ArrayList<Process>();
      try {
        for (int i = 0; i < TunnelStack.LINK_PASSAGES; i++) {
          open.add(
              new ProcessBuilder(person.command("web@%s.fleet".formatted(device.id()), "sleep 60"))
                  .start());
        }
        await()
            .atMost(LIMIT)
            .until(() -> passages("closed_at is null") == TunnelStack.LINK_PASSAGES);

        assertThat(say(person, device).error())
            .contains("as many sessions go to the device as may");
        assertThat(passages("closed_at is not null")).as("the one refused").isOne();
      } finally {
        open.forEach(Process::destroy);
      }
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(say(person, device).output()).isEqualTo("hello\n"));
    }
  }

  @Test
  void a_passage_that_is_open_when_the_gateway_stops_is_written_down_with_its_end()
      throws Exception {
    try (var device = device(LONG_IDLE)) {
      stack.api().add(SshLines.of(device.key()), device.id());
      var person = stack.person(folder.resolve("ada"), device.id(), "web");
      device.tell(stack.openLink(device));
      var open =
          new ProcessBuilder(
                  person.command("web@%s.fleet".formatted(device.id()), "echo in; sleep 60"))
              .start();
      assertThat(open.inputReader().readLine()).isEqualTo("in");

      stack.restart();

      assertThat(passages("closed_at is null")).isZero();
      assertThat(passages("closed_at is not null and bytes_in > 0")).isEqualTo(1);
      assertThat(open.waitFor()).isEqualTo(255);
    }
  }

  private int passages(String where) {
    return stack
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from tunnel.sessions where " + where)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void the_child_jvm_does_not_outlive_a_supervisor_that_was_killed() throws Exception {
    try (var device = device(LONG_IDLE)) {
      stack.api().add(SshLines.of(device.key()), device.id());
      device.tell(stack.openLink(device));
      await().atMost(LIMIT).until(device::holdsLink);
      var child = device.child();

      device.kill();

      await().atMost(LIMIT).until(() -> !child.isAlive());
    }
  }

  @Test
  void a_device_judges_certificates_by_the_time_of_the_server_not_by_its_own() throws Exception {
    var hourAgo = Duration.ofHours(-1);
    try (var device = DeviceProcess.start(lab, folder, DeviceId.random(), LONG_IDLE, hourAgo)) {
      stack.api().add(SshLines.of(device.key()), device.id());
      device.tell(stack.openLink(device));
      var person = stack.person(folder.resolve("ada"), device.id(), "web");

      var outcome = say(person, device);

      assertThat(outcome.exitCode()).isEqualTo(255);
      assertThat(outcome.error())
          .contains("fleet device: this certificate is over or not valid yet");
    }
  }

  @Test
  void an_action_that_has_expired_opens_nothing() throws Exception {
    try (var device = device(Duration.ofSeconds(2))) {
      stack.api().add(SshLines.of(device.key()), device.id());
      var fresh = stack.openLink(device);
      var expired = new DeviceAction.OpenLink(fresh.id(), Instant.EPOCH, fresh.offer());
      var person = stack.person(folder.resolve("ada"), device.id(), "web");

      device.tell(expired);

      assertThat(say(person, device).error()).contains("did not dial in");
      assertThat(device.holdsLink()).isFalse();
    }
  }
}
