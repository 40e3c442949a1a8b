package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.device.LogLine;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: memory, pipes, exit codes, silence. */
class ProcessIT {
  private static final int FILES = 3000;
  private static final int LARGE = 48 * 1024 * 1024;

  @TempDir private Path home;
  private final FakeFleet server = new FakeFleet();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_folder_larger_than_the_heap_is_streamed() throws Exception {
    var app = Files.createDirectories(home.resolve("app"));
    for (var i = 0; i < FILES; i++) {
      Files.writeString(app.resolve("file-" + i), "content " + i);
    }
    var random = new byte[LARGE];
    new Random(7).nextBytes(random);
    Files.write(app.resolve("large"), random);
    server
        .answers("GET /fleets/kitchen", Samples.fleet())
        .streams("POST /fleets/kitchen/builds", List.of(new BuildEvent.Started(Samples.BUILD)));
    var ran =
        new FleetProcess(home, server, "-Xmx24m", "-XX:+UseSerialGC")
            .run("push", "kitchen", "--source", "app", "--detach");
    assertThat(ran.err()).isEqualTo("sending " + app + "\n");
    assertThat(ran.exitCode()).isZero();
    assertThat(server.asked("POST /fleets/kitchen/builds").body()).hasSizeGreaterThan(LARGE);
  }

  @Test
  void a_reader_that_leaves_ends_a_followed_log_quietly() throws Exception {
    var line = Json.write(new LogLine(TestShell.NOW, Optional.empty(), "stdout", "tick")) + "\n";
    server.replies(
        "GET /devices/pi/logs?follow=true&limit=100",
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          writeUntilBroken(exchange.getResponseBody(), line);
        });
    var err = home.resolve("err.txt");
    var process =
        new FleetProcess(home, server)
            .builder("logs", "pi", "-f")
            .redirectError(Redirect.to(err.toFile()))
            .start();
    try (var out = process.getInputStream()) {
      assertThat(new String(out.readNBytes(5), StandardCharsets.UTF_8)).isNotBlank();
    }
    assertThat(process.waitFor()).isZero();
    assertThat(err).isEmptyFile();
  }

  private static void writeUntilBroken(OutputStream out, String line) {
    try {
      while (true) {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // The reader left, which is what the test is about.
    }
  }

  @Test
  void a_client_command_starts_no_logging_and_says_nothing_beside_its_answer() throws Exception {
    server.answers("GET /fleets", Page.whole(List.of(Samples.fleet())));
    var ran = new FleetProcess(home, server, "-Xlog:class+load:file=classes.txt").run("list");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines()).hasSize(2);
    assertThat(home.resolve("classes.txt"))
        .content()
        .contains(" com.fasterxml.jackson.databind.ObjectMapper ")
        .doesNotContain(" org.slf4j.", " ch.qos.logback.");
  }

  @Test
  void help_reads_neither_arguments_library_nor_json() throws Exception {
    var ran = new FleetProcess(home, server, "-Xlog:class+load:file=classes.txt").run("--help");
    assertThat(ran.exitCode()).isZero();
    assertThat(home.resolve("classes.txt"))
        .content()
        .doesNotContain(" picocli.", " com.fasterxml.", " java.net.http.");
  }

  @Test
  void a_session_that_cannot_be_opened_hands_through_ssh_and_leaves_nothing() throws Exception {
    var temporary = Files.createDirectories(home.resolve("tmp"));
    var sessions = "POST /devices/%s/sessions".formatted(Samples.DEVICE);
    server
        .answers("GET /devices/kitchen-pi", Samples.device("web"))
        .answers(sessions, SshConfigTest.grant("", 1));
    var ran =
        new FleetProcess(home, server, "-Djava.io.tmpdir=" + temporary)
            .run("ssh", "kitchen-pi", "--", "uname", "-m");
    assertThat(ran.exitCode()).isEqualTo(255);
    assertThat(ran.out()).isEmpty();
    try (var left = Files.list(temporary)) {
      assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("fleet-ssh"));
    }
    assertThat(server.asked(sessions).body())
        .contains("\"landing\":\"web\"")
        .containsPattern("\"publicKey\":\"ssh-ed25519 AAAA[A-Za-z0-9+/=]+ fleet\"");
  }
}
