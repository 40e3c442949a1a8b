package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.simulate.SimulateCommand;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Simulated devices that live while a test goes on, from the home folder of who is signed in. */
record Simulations(Path home) {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Any command, that one too. */
  TestShell.Ran run(String... words) {
    var all = new ArrayList<>(OperatorCommands.sections());
    all.add(new Section("This machine", List.of(SimulateCommand.node())));
    return new TestShell(home, all).at(Clock.systemUTC()).run(words);
  }

  JsonNode json(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--json");
    return run(all.toArray(String[]::new)).json();
  }

  CompletableFuture<TestShell.Ran> start(String fleet, int devices, String... more) {
    var words =
        new ArrayList<>(
            List.of(
                "simulate",
                "--json",
                "--fleet",
                fleet,
                "--devices",
                "" + devices,
                "--platform",
                "linux/arm64",
                "--folder",
                home.resolve("devices").toString()));
    words.addAll(List.of(more));
    return CompletableFuture.supplyAsync(() -> run(words.toArray(String[]::new)));
  }

  void awaitOnline(String fleet, int devices) {
    await().atMost(PATIENCE).until(() -> json("show", fleet).path("online").asInt() == devices);
  }

  /** What came of it, when its time is over. */
  static JsonNode summary(CompletableFuture<TestShell.Ran> simulation) {
    var ran = simulation.join();
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran.json();
  }

  /** How the newest rollout of a fleet stands. */
  String state(String fleet) {
    return json("rollout", "status", fleet).path("state").asText();
  }
}
