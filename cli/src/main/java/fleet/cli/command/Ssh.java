package fleet.cli.command;

import fleet.contract.device.ServiceState;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.SshGrant;
import fleet.contract.operator.SshRequest;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code fleet ssh DEVICE [SERVICE] [-- COMMAND]}: asks for a way in and hands it to the ordinary
 * OpenSSH client, whose exit code becomes this one's.
 */
final class Ssh implements Command {
  @Mixin private DeviceArgument device;
  @Spec private CommandSpec spec;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "[SERVICE] [-- COMMAND]",
      hideParamSyntax = true,
      description = {
        "Where to land: a service, or 'host' for the device itself; may be left out where there is"
            + " one service. What follows -- is run there instead of a shell."
      })
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-t", "--tty"},
      description = "Give the command a terminal, as a shell has.")
  private boolean tty;

  @Mixin private ServerOption server;

  private final Shell shell;

  Ssh(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var arguments = SshArguments.of(words, spec.commandLine().getParseResult().originalArgs());
    var api = Api.signedIn(shell, server);
    var view = api.http().get(device.route(), DeviceView.class);
    var landing = arguments.landing().orElseGet(() -> onlyService(view));
    try (var folder = SshFolder.create()) {
      shell.terminal().progress("asking for a way into " + view.name());
      var request = new SshRequest(folder.publicKey(), landing);
      var grant =
          api.http().post(Api.route("devices", view.id(), "sessions"), request, SshGrant.class);
      var config = folder.write(grant, gatewayHost(api, grant));
      shell.terminal().close();
      return new ExitCode(Programs.run(config.command(tty, arguments.remote()), Redirect.INHERIT));
    }
  }

  private static String gatewayHost(Api api, SshGrant grant) {
    return grant.gatewayHost().isEmpty() ? api.server().getHost() : grant.gatewayHost();
  }

  /** Nobody lands on the host by leaving a word out. */
  private static String onlyService(DeviceView view) {
    var services = view.services();
    if (services.size() == 1) {
      return services.getFirst().name().value();
    }
    var names =
        services.stream()
            .map(ServiceState::name)
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    throw CommandFailure.usage(
        "%s runs %s; say where to land".formatted(view.name(), names.isEmpty() ? "nothing" : names),
        "fleet ssh %s SERVICE, or: fleet ssh %s host".formatted(view.name(), view.name()));
  }
}
