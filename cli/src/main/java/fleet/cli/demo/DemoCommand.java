package fleet.cli.demo;

import fleet.cli.command.Command;
import fleet.cli.command.CommandNode;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.output.Human;
import fleet.cli.server.Stay;
import fleet.contract.Json;
import java.time.Duration;
import picocli.CommandLine.Option;

/** {@code fleet demo}: one push becomes a running container, on this machine. */
public final class DemoCommand implements Command {
  @Option(names = "--exit", description = "End when it has shown everything, and remove it all.")
  private boolean exit;

  @Option(names = "--json", description = "Answer in JSON, for programs.")
  private boolean json;

  private final Shell shell;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  public static CommandNode node() {
    return new CommandNode.Leaf(
        "demo",
        "Show everything on this machine: server, device, push, shell",
        "fleet demo",
        DemoCommand::new);
  }

  @Override
  public ExitCode run() throws InterruptedException {
    try (var demo = new Demo(shell)) {
      Stay.closeAtEnd(demo);
      var outcome = demo.run();
      if (json) {
        shell.terminal().print(Json.write(outcome.summary()));
      } else {
        show(outcome);
      }
      if (!exit) {
        goOn(outcome);
        Stay.untilSignal();
      }
      shell.terminal().progress("removing the demo");
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private void show(Demo.Outcome outcome) {
    var device = Demo.DEVICE.value();
    var operator = outcome.operator();
    operator.type("device", "show", device);
    operator.type("logs", device, "--limit", "8");
    var terminal = shell.terminal();
    terminal.print("");
    terminal.print("$ fleet ssh %s %s -- uname -m".formatted(device, Demo.SERVICE));
    terminal.print(outcome.summary().ssh());
    terminal.print("");
    terminal.print(
        "pushed to running in %s, to healthy in %s"
            .formatted(
                took(outcome.summary().pushToRunningMillis()),
                took(outcome.summary().pushToHealthyMillis())));
  }

  private void goOn(Demo.Outcome outcome) {
    var signIn = outcome.operator().signIn();
    var server = outcome.operator().server();
    var terminal = shell.terminal();
    terminal.say("");
    terminal.say("it runs until Ctrl-C; go on with");
    terminal.say("  open   %s".formatted(server));
    terminal.say(
        "  login  bin/fleet login --server %s --user %s   (password %s)"
            .formatted(server, signIn.user(), signIn.password().reveal()));
    terminal.say(
        "  change cd %s; edit web/Dockerfile; git commit -am change; git push"
            .formatted(outcome.project().folder()));
    terminal.say("  look   bin/fleet device show %s".formatted(Demo.DEVICE));
    terminal.say("  enter  bin/fleet ssh %s %s".formatted(Demo.DEVICE, Demo.SERVICE));
  }

  private static String took(long millis) {
    return Human.took(Duration.ofMillis(millis));
  }
}
