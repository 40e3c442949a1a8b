package fleet.cli.demo;

import fleet.cli.command.CommandRunner;
import fleet.cli.command.ExitCode;
import fleet.cli.command.OperatorCommands;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.Program;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.Secret;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SignedIn;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The person in the demo: signed in, and typing commands. */
record Operator(URI server, SignIn signIn, Secret token, Shell shell) {
  static Operator signIn(URI server, SignIn signIn, Shell shell) {
    var anonymous = new JsonHttp(JsonHttp.defaultClient(), root(server), Optional::empty);
    var signedIn = anonymous.post("/login", signIn, SignedIn.class);
    return new Operator(server, signIn, signedIn.token(), shell);
  }

  JsonHttp api() {
    return new JsonHttp(JsonHttp.defaultClient(), root(server), () -> Optional.of(token));
  }

  /** Runs a command as it would be typed, and shows the prompt with it. */
  void type(String... words) {
    var terminal = shell.terminal();
    terminal.print("");
    terminal.print("$ fleet " + String.join(" ", words));
    var environment = new HashMap<>(shell.environment());
    environment.put("FLEET_SERVER", server.toString());
    environment.put("FLEET_TOKEN", token.reveal());
    var own = new Shell(terminal, environment, shell.folder(), shell.clock());
    var ended = new CommandRunner(OperatorCommands.sections(), own).run(List.of(words));
    if (ended.code() != ExitCode.DONE.code()) {
      throw new MachineException("'fleet %s' failed".formatted(String.join(" ", words)), "");
    }
  }

  /** Runs a command in a process of its own and returns what it printed. */
  String output(Home home, String... words) {
    var java = ProcessHandle.current().info().command().orElse("java");
    var start =
        Stream.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            home.classPath(),
            "fleet.cli.Main");
    return Program.of(Stream.concat(start, Stream.of(words)).toList())
        .with("FLEET_SERVER", server.toString())
        .with("FLEET_TOKEN", token.reveal())
        .output()
        .strip();
  }

  private static URI root(URI server) {
    return URI.create(server + "/api/v1");
  }
}
