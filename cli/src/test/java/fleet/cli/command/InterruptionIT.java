package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.operator.BuildEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while a build is followed, in a process of its own. */
@Timeout(60)
class InterruptionIT {
  private static final String LOG = "GET /builds/%s/log".formatted(Samples.BUILD);
  private static final String CANCEL = "DELETE /builds/" + Samples.BUILD;

  @TempDir private Path home;
  private final FakeFleet server = new FakeFleet();
  private final CountDownLatch seen = new CountDownLatch(1);

  @AfterEach
  void stop() {
    seen.countDown();
    server.close();
  }

  /** A build that has said one line, and goes on. */
  private void building() {
    var events =
        List.of(new BuildEvent.Started(Samples.BUILD), new BuildEvent.Line(1, "1/2 FROM x"));
    var lines =
        events.stream().map(event -> Json.write(event) + "\n").collect(Collectors.joining());
    server.replies(
        LOG,
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(lines.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          try {
            seen.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void without_a_terminal_the_build_goes_on_and_its_follower_is_told_how_to_see_it()
      throws Exception {
    building();
    var process = started(attach().command());
    try (var out = process.inputReader()) {
      assertThat(out.readLine()).contains("1/2 FROM x");

      interrupt(process);

      assertThat(rest(out))
          .contains("the build goes on; fleet attach %s shows it".formatted(Samples.BUILD));
    }
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(cancelled()).isFalse();
  }

  @Test
  void on_a_terminal_it_asks_and_cancels_the_build_when_that_is_wanted() throws Exception {
    building();
    server.accepts(CANCEL);
    var words =
        attach().command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    var process = started(List.of("script", "-qec", words, "/dev/null"));
    try (var out = process.inputReader();
        var in = process.outputWriter()) {
      awaitText(out, "1/2 FROM x");
      in.write('\u0003');
      in.flush();
      awaitText(out, "cancel the build too? [y/N]");
      in.write("y\n");
      in.flush();

      assertThat(rest(out)).contains("build %s is cancelled".formatted(Samples.BUILD));
    }
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(cancelled()).isTrue();
  }

  /**
   * Where tests run in the background, they were told to ignore Ctrl-C, and so is what they start.
   */
  private ProcessBuilder attach() {
    var attach = new FleetProcess(home, server).builder("attach", Samples.BUILD.toString());
    attach.command().addAll(0, List.of("env", "--default-signal=INT"));
    return attach;
  }

  private Process started(List<String> command) throws IOException {
    return attach().command(command).redirectErrorStream(true).start();
  }

  private boolean cancelled() {
    return server.asked().stream().anyMatch(asked -> asked.route().equals(CANCEL));
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Reads on until there is this text; a prompt has no end of line. */
  private static void awaitText(BufferedReader out, String text) throws IOException {
    var read = new StringBuilder();
    for (var next = out.read(); next >= 0; next = out.read()) {
      read.append((char) next);
      if (read.indexOf(text) >= 0) {
        return;
      }
    }
    throw new AssertionError("not said: %s, but %s".formatted(text, read));
  }

  private static String rest(BufferedReader out) {
    return out.lines().collect(Collectors.joining("\n"));
  }
}
