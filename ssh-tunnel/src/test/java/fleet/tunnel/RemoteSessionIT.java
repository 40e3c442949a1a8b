package fleet.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.identity.DeviceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ordinary ssh through the gateway into containers of a device that only dials out. */
@SuppressWarnings("NullAway.Init") // set before all tests
class RemoteSessionIT {
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  @TempDir private static Path folder;
  private static TunnelStack stack;
  private static DeviceContainers containers;
  private static DeviceProcess device;

  @BeforeAll
  static void start() throws Exception {
    var lab = Lab.fromEnvironment();
    stack = new TunnelStack(lab.hostAddress());
    containers = new DeviceContainers(lab);
    device = DeviceProcess.start(lab, folder, DeviceId.random(), Duration.ofMinutes(5));
    containers.run(device.id(), "web");
    containers.run(device.id(), "data");
    stack.api().add(SshLines.of(device.key()), device.id());
    device.tell(stack.openLink(device));
  }

  @AfterAll
  static void stop() throws IOException {
    device.close();
    containers.close();
    stack.close();
  }

  private static Person personFor(String landing) throws IOException {
    return stack.person(folder.resolve("person" + PEOPLE.incrementAndGet()), device.id(), landing);
  }

  private static String at(String landing) {
    return "%s@%s.fleet".formatted(landing, device.id());
  }

  @Test
  void a_command_runs_in_the_container_of_the_service() throws IOException {
    var outcome = personFor("web").ssh(at("web"), "uname -m; hostname");

    assertThat(outcome.error()).isEmpty();
    assertThat(outcome.output()).isEqualTo("x86_64\nweb\n");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void the_exit_code_of_the_command_is_that_of_ssh() throws IOException {
    assertThat(personFor("web").ssh(at("web"), "exit 7").exitCode()).isEqualTo(7);
  }

  @Test
  void standard_error_stays_apart_from_standard_output() throws IOException {
    var outcome = personFor("web").ssh(at("web"), "echo out; echo err >&2");

    assertThat(outcome.output()).isEqualTo("out\n");
    assertThat(outcome.error()).isEqualTo("err\n");
  }

  @Test
  void a_megabyte_through_standard_input_comes_out_unchanged() throws Exception {
    var bytes = new byte[1024 * 1024];
    new Random(7).nextBytes(bytes);
    var digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));

    var outcome =
        personFor("web")
            .sshWithInput(bytes, at("web"), "cat | tee /tmp/m | sha256sum; cat /tmp/m | sha256sum");

    assertThat(outcome.output()).isEqualTo("%s  -\n%s  -\n".formatted(digest, digest));
  }

  @Test
  void many_megabytes_come_back_unchanged() throws IOException {
    var made = "dd if=/dev/zero bs=1048576 count=20 2>/dev/null | tr '\\0' 'x'";
    var expected = personFor("web").ssh(at("web"), made + " | sha256sum").output();
    var person = personFor("web");
    var command =
        String.join(" ", person.command(at("web"), "\"" + made.replace("\\", "\\\\") + "\""));

    var received = Shell.run("sh", "-c", command + " | sha256sum").orThrow().output();

    assertThat(received).isEqualTo(expected);
  }

  @Test
  void two_sessions_run_at_once() throws IOException {
    var first = personFor("web");
    var second = personFor("data");
    var meet = "touch /tmp/%s; while [ ! -e /tmp/go ]; do sleep 0.05; done; hostname";

    var one =
        CompletableFuture.supplyAsync(
            () -> first.ssh(at("web"), meet.formatted("one")), Thread::startVirtualThread);
    var two =
        CompletableFuture.supplyAsync(
            () -> second.ssh(at("data"), meet.formatted("two")), Thread::startVirtualThread);
    var third = personFor("web");
    var fourth = personFor("data");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            third.ssh(at("web"), "ls /tmp/one").exitCode() == 0
                && fourth.ssh(at("data"), "ls /tmp/two").exitCode() == 0);
    third.ssh(at("web"), "touch /tmp/go");
    fourth.ssh(at("data"), "touch /tmp/go");

    assertThat(one.join().output()).isEqualTo("web\n");
    assertThat(two.join().output()).isEqualTo("data\n");
  }

  @Test
  void a_shell_has_a_terminal_that_follows_the_size_of_the_window() throws IOException {
    var person = personFor("web");
    var script = folder.resolve("resize.sh");
    Files.writeString(
        script,
        """
        stty rows 33 cols 99
        mark=%s
        rm -f $mark
        ( while [ ! -e $mark ]; do sleep 0.05; done; stty rows 44 cols 111 </dev/tty ) &
        %s -tt %s 'stty size; echo ready; while [ "$(stty size)" != "44 111" ]; do sleep 0.05; done; echo resized' \
          | while read line; do echo "$line"; case "$line" in ready*) touch $mark;; esac; done
        """
            .formatted(folder.resolve("ready"), String.join(" ", person.command()), at("web")));

    var outcome = Shell.run("script", "-qec", "sh " + script, "/dev/null").orThrow();

    assertThat(outcome.output()).contains("33 99").contains("resized");
  }

  @Test
  void an_interactive_shell_reads_commands_from_its_input() throws IOException {
    var outcome =
        personFor("web")
            .sshWithInput(
                "echo in-$(hostname)\nexit 3\n".getBytes(StandardCharsets.UTF_8), at("web"));

    assertThat(outcome.output()).isEqualTo("in-web\n");
    assertThat(outcome.exitCode()).isEqualTo(3);
  }

  @Test
  void a_command_whose_person_vanished_does_not_stay_behind() throws Exception {
    var person = personFor("data");
    var ssh = new ProcessBuilder(person.command("-tt", at("data"), "sleep 4242")).start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> containers.processes(device.id(), "data").contains("sleep 4242"));

    ssh.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !containers.processes(device.id(), "data").contains("sleep 4242"));
  }

  @Test
  void a_permit_for_one_service_does_not_open_another() throws IOException {
    var outcome = personFor("web").ssh(at("data"), "hostname");

    assertThat(outcome.exitCode()).isEqualTo(255);
    assertThat(outcome.error()).contains("this certificate does not open 'data' here");
  }

  @Test
  void a_service_that_does_not_run_is_named_beside_those_that_do() throws IOException {
    var outcome = personFor("cache").ssh(at("cache"), "hostname");

    assertThat(outcome.exitCode()).isEqualTo(126);
    assertThat(outcome.error())
        .contains("there is no running service 'cache' on this device; it has: data, web");
  }

  @Test
  void the_host_lets_nobody_in() throws IOException {
    var outcome = personFor("host").ssh(at("host"), "id");

    assertThat(outcome.exitCode()).isEqualTo(126);
    assertThat(outcome.error()).contains("this device lets nobody onto its host");
  }

  @Test
  void a_certificate_for_another_device_is_refused() throws IOException {
    var stranger = stack.person(folder.resolve("stranger"), DeviceId.random(), "web");

    var outcome = stranger.ssh(at("web"), "hostname");

    assertThat(outcome.exitCode()).isEqualTo(255);
    assertThat(outcome.error()).contains("and nothing else");
  }

  @Test
  void a_certificate_that_is_over_is_refused() throws IOException {
    var person = personFor("web");
    var brief = stack.certify(device.id(), "web", person.publicKey(), Duration.ofSeconds(1));
    person.take(brief.line());
    await().until(() -> Instant.now().isAfter(brief.expiresAt().plusSeconds(1)));

    var outcome = person.ssh(at("web"), "hostname");

    assertThat(outcome.exitCode()).isEqualTo(255);
    assertThat(outcome.error()).contains("this certificate is over or not valid yet");
  }

  @Test
  void a_key_without_certificate_is_refused() throws IOException {
    var person = personFor("web");
    Files.delete(Path.of(person.file("key-cert.pub")));

    var outcome = person.ssh(at("web"), "hostname");

    assertThat(outcome.exitCode()).isEqualTo(255);
    assertThat(outcome.error()).contains("'fleet ssh' brings a certificate");
  }

  @Test
  void a_forged_certificate_is_refused() throws IOException {
    var person = personFor("web");
    Shell.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", person.file("ca")).orThrow();
    Shell.run(
            "ssh-keygen",
            "-q",
            "-s",
            person.file("ca"),
            "-I",
            "forged",
            "-n",
            "web,gateway@fleet",
            "-O",
            "critical:device@fleet=" + device.id(),
            person.file("key.pub"))
        .orThrow();

    var outcome = person.ssh(at("web"), "hostname");

    assertThat(outcome.exitCode()).isEqualTo(255);
    assertThat(outcome.error()).contains("not issued by this Fleet");
  }

  @Test
  void the_gateway_passes_on_to_no_other_address() throws IOException {
    var person = personFor("web");

    for (var address : List.of("127.0.0.1:22", "localhost:5432", device.id() + ".fleet:23")) {
      var outcome = person.ssh("-W", address, "gateway");
      assertThat(outcome.exitCode()).isEqualTo(255);
      assertThat(outcome.error()).contains("and nothing else");
    }
  }

  @Test
  void the_gateway_has_no_shell() throws IOException {
    var outcome = personFor("web").ssh("gateway", "id");

    assertThat(outcome.exitCode()).isEqualTo(255);
    assertThat(outcome.error()).contains("the gateway has no shell");
  }

  @Test
  void the_gateway_opens_no_port_for_anybody() throws IOException {
    var outcome =
        personFor("web")
            .ssh("-N", "-o", "ExitOnForwardFailure=yes", "-R", "18022:127.0.0.1:22", "gateway");

    assertThat(outcome.exitCode()).isEqualTo(255);
    assertThat(outcome.error()).contains("remote port forwarding failed");
  }

  @Test
  void there_is_no_password_login() throws IOException {
    var person = personFor("web");

    var outcome =
        person.ssh("-o", "PreferredAuthentications=password,keyboard-interactive", "gateway", "id");

    assertThat(outcome.exitCode()).isEqualTo(255);
    assertThat(outcome.error()).contains("Permission denied (publickey)");
  }

  @Test
  void the_session_is_recorded_with_who_went_where_and_how_much() throws IOException {
    personFor("data").sshWithInput(new byte[50_000], at("data"), "cat >/dev/null; echo recorded");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(passagesOfThatSize()).isEqualTo(1));
  }

  private static long passagesOfThatSize() {
    var query =
        """
        select count(*) from tunnel.sessions
        where person = '' and landing = 'data' and device = :device
          and closed_at is not null and bytes_in > 50000 and bytes_out > 1000\
        """;
    return stack
        .jdbi()
        .<Long, RuntimeException>withHandle(handle ->
            handle.createQuery(query).bind("device", device.id().value()).mapTo(Long.class).one());
  }
}
