package fleet.cli.server;

import fleet.cli.command.Command;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.SignIn;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/** {@code fleet up}: the whole server in this process, until a signal. */
final class Up implements Command {
  @Mixin private ServerOptions options;

  private final Shell shell;

  Up(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var config = options.config(shell.environment());
    try (var server = new AllInOne(config)) {
      Stay.closeAtEnd(server);
      ServerOptions.warn(config, shell.terminal());
      shell.terminal().progress("starting the server");
      server.start();
      tell(config, server);
      Stay.untilSignal();
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private void tell(ServerConfig config, AllInOne server) {
    var terminal = shell.terminal();
    terminal.print("fleet is up");
    terminal.print(addresses(config, server));
    var overTls = TlsFacts.of(config, server.api());
    if (!overTls.isEmpty()) {
      terminal.print(Table.facts(overTls));
    }
    server.firstAdmin().ifPresent(this::tellSignIn);
    if (!server.engineAnswers()) {
      terminal.say(
          terminal.errPalette().paint(Style.WARNING, "warning:")
              + " no Docker Engine answers at %s; pushes fail until one does"
                  .formatted(
                      config.engines().stream()
                          .map(engine -> engine.address().toString())
                          .collect(Collectors.joining(" or "))));
      terminal.say("  hint: fleet doctor --install, or name another with --engine");
    }
    terminal.print("");
    terminal.print("go on with");
    terminal.print("  fleet login --server %s --user admin".formatted(server.url()));
    terminal.print("  fleet create NAME, fleet device add NAME, fleet push NAME");
  }

  private void tellSignIn(SignIn signIn) {
    var terminal = shell.terminal();
    terminal.print("");
    terminal.print("the first sign-in, shown this once");
    terminal.print(
        Table.facts(
            List.of(
                Fact.of("  user", signIn.user(), Style.NAME),
                Fact.of("  password", signIn.password().reveal(), Style.NAME))));
  }

  private static Table addresses(ServerConfig config, AllInOne server) {
    var ports = config.ports();
    var host = ServerConfig.LOOPBACK;
    return Table.facts(
        List.of(
            Fact.of("  dashboard", server.url(), Style.NAME),
            Fact.of("  git", "ssh://git@%s:%d/FLEET.git".formatted(host, ports.git())),
            Fact.of("  registry", host + ":" + ports.registry()),
            Fact.of("  ssh gateway", host + ":" + ports.ssh()),
            Fact.of("  listening on", String.join(", ", config.listen())),
            Fact.of("  data", config.data()),
            Fact.of("  log", config.data().resolve("log/server.log"))));
  }
}
