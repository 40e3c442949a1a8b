package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.LogLine;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.Page;
import fleet.contract.operator.ProvisioningKey;
import fleet.contract.operator.ProvisioningKeyView;
import fleet.contract.problem.ProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesIT {
  private static final String DEVICE_ROUTE = "GET /devices/kitchen-pi";

  @TempDir private Path home;
  private final FakeFleet server = new FakeFleet();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestShell.Ran run(String... arguments) {
    return TestShell.signedIn(home, server).run(arguments);
  }

  @Test
  void no_more_devices_are_read_than_are_asked_for() {
    server.answers(
        "GET /devices?fleet=kitchen&limit=1",
        new Page<>(List.of(Samples.device()), Optional.of("kitchen/kitchen-pi")));
    assertThat(run("device", "list", "--fleet", "kitchen", "--limit", "1").outLines()).hasSize(2);
    assertThat(server.asked()).hasSize(1);
    assertThat(run("device", "list", "--limit", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void adding_a_device_shows_the_key_and_the_line_that_installs_with_it() {
    var about =
        new ProvisioningKeyView(
            UUID.fromString("3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c03"),
            Samples.KITCHEN,
            UserName.parse("ada"),
            TestShell.NOW,
            TestShell.NOW.plusSeconds(7200),
            3,
            false);
    server.answers(
        "POST /fleets/kitchen/provisioning-keys",
        new ProvisioningKey(about, Secret.of("fk_abc"), "curl -fsS http://h/install | sh"));
    assertThat(run("device", "add", "kitchen", "--uses", "3", "--valid", "2h").outLines())
        .containsExactly(
            "key       fk_abc",
            "id        3f2c7a50",
            "fleet     kitchen",
            "good for  3 devices",
            "expires   in 2 h",
            "",
            "on the device, as root (the key is not shown again):",
            "  curl -fsS http://h/install | sh");
    assertThat(server.asked("POST /fleets/kitchen/provisioning-keys").as(NewProvisioningKey.class))
        .isEqualTo(new NewProvisioningKey(3, Duration.ofHours(2)));
  }

  @Test
  void a_key_for_no_device_is_refused() {
    assertThat(run("device", "add", "kitchen", "--uses", "0").exitCode()).isEqualTo(2);
    assertThat(run("device", "add", "kitchen", "--uses", "many").exitCode()).isEqualTo(2);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void devices_are_listed_of_all_fleets_or_of_one() {
    server
        .answers("GET /devices", Page.whole(List.of(Samples.device("web"))))
        .answers("GET /devices?fleet=attic", Page.whole(List.of()));
    assertThat(run("device", "list").outLines()).hasSize(2);
    assertThat(run("device", "list", "--fleet", "attic").err())
        .isEqualTo("there are no devices; add one: fleet device add FLEET\n");
  }

  @Test
  void a_device_is_shown_with_its_services() {
    server.answers(DEVICE_ROUTE, Samples.device("web", "worker"));
    assertThat(run("device", "show", "kitchen-pi").outLines())
        .contains(
            "device      kitchen-pi",
            "type        raspberrypi4-64, linux/arm64",
            "running     0.0.0+rev3 (1a2b3c4), 1 h ago",
            "healthy     -",
            "SERVICE  STATE    HEALTH   RESTARTS",
            "web      running  healthy  0",
            "worker   running  healthy  0");
  }

  @Test
  void a_device_that_failed_says_why_with_the_lines_around_it() {
    server.answers(DEVICE_ROUTE, Samples.failedDevice());
    assertThat(run("device", "show", "kitchen-pi").out())
        .endsWith("\nfailed: web ended with exit code 3\n  Error: no port\n");
  }

  @Test
  void why_is_one_line() {
    server.answers(DEVICE_ROUTE, Samples.device("web"));
    assertThat(run("device", "why", "kitchen-pi").out())
        .isEqualTo("it runs the release of its fleet\n");
  }

  @Test
  void a_device_is_removed_by_its_id_whatever_it_was_called() {
    server
        .answers(DEVICE_ROUTE, Samples.device("web"))
        .accepts("DELETE /devices/" + Samples.DEVICE);
    assertThat(run("device", "rm", "kitchen-pi", "--yes").out())
        .isEqualTo("device kitchen-pi of kitchen is gone; there it goes on running what it runs\n");
    assertThat(run("device", "rm", "kitchen-pi").exitCode()).isEqualTo(2);
    assertThat(server.asked("DELETE /devices/" + Samples.DEVICE).body()).isEmpty();
  }

  @Test
  void a_device_name_cannot_reach_another_route() {
    assertThat(run("device", "show", "../fleets").exitCode()).isEqualTo(3);
    assertThat(server.asked().getFirst().route()).isEqualTo("GET /devices/..%2Ffleets");
  }

  @Test
  void logs_are_shown_with_time_and_service() {
    var web = Optional.of(ServiceName.parse("web"));
    server.streams(
        "GET /devices/kitchen-pi/logs?follow=false&limit=100",
        List.of(
            new LogLine(TestShell.NOW, web, "stdout", "listening\u001b[2J on 80"),
            new LogLine(TestShell.NOW, Optional.empty(), "stderr", "pulled")));
    assertThat(run("logs", "kitchen-pi").outLines())
        .containsExactly(
            "12:00:00.000  web         listening[2J on 80", "12:00:00.000  supervisor  pulled");
  }

  @Test
  void logs_can_be_narrowed_and_are_ndjson_for_programs() {
    var line = new LogLine(TestShell.NOW, Optional.empty(), "stdout", "a");
    server.streams(
        "GET /devices/kitchen-pi/logs?follow=true&limit=5&service=web", List.of(line, line));
    var ran = run("logs", "kitchen-pi", "-f", "--service", "web", "-n", "5", "--json");
    assertThat(ran.outLines())
        .hasSize(2)
        .containsOnly("{\"at\":\"2026-11-23T12:00:00Z\",\"stream\":\"stdout\",\"text\":\"a\"}");
  }

  @Test
  void logs_of_a_device_of_somebody_else_are_not_allowed() {
    server.refuses(
        "GET /devices/kitchen-pi/logs?follow=false&limit=100",
        ProblemCode.FORBIDDEN,
        "you may not see kitchen",
        "");
    assertThat(run("logs", "kitchen-pi"))
        .isEqualTo(new TestShell.Ran(4, "", "fleet: you may not see kitchen\n"));
  }
}
