package fleet.cli.command;

import fleet.contract.devicetype.DeviceType;
import fleet.contract.devicetype.NewDeviceType;
import fleet.contract.release.Platform;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet device type add TYPE --platform PLATFORM}: adds a kind of device. */
final class AddDeviceType implements Command {
  @Parameters(paramLabel = "TYPE", description = "Its slug, such as toaster-2.")
  private String type;

  @Option(
      names = "--platform",
      required = true,
      paramLabel = "PLATFORM",
      description = "Whose images it runs, such as linux/arm64.")
  private Platform platform;

  @Option(names = "--name", paramLabel = "NAME", description = "For people; the slug if not said.")
  private @Nullable String name;

  @Option(names = "--alias", paramLabel = "TYPE", description = "Another slug; may be repeated.")
  private List<String> aliases = List.of();

  @Option(
      names = "--model",
      paramLabel = "TEXT",
      description = "How the model begins that such a machine says of itself; may be repeated.")
  private List<String> models = List.of();

  @Mixin private Common common;

  private final Shell shell;

  AddDeviceType(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var wanted =
        CommandFailure.understood(
            () ->
                new NewDeviceType(
                    type,
                    Optional.ofNullable(name).orElse(type),
                    platform,
                    Optional.of(aliases),
                    Optional.of(models)),
            "fleet device type add toaster-2 --platform linux/arm64");
    var added = Api.signedIn(shell, common).http().post("/device-types", wanted, DeviceType.class);
    return new Answer(shell, common)
        .sentence(added, now -> "%s runs %s".formatted(now.slug(), now.platform()));
  }
}
