package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.SecretBytes;
import fleet.contract.operator.BuildUpload;
import fleet.contract.operator.NewBuildSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet build-secret set FLEET NAME}: the value is asked for, or read from standard input or
 * a file: all of a machine's users see the arguments of its processes.
 */
final class SetBuildSecret implements Command {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Whose builds get it.")
  private FleetName fleet;

  @Parameters(index = "1", paramLabel = "NAME", description = "The id that the Dockerfile names.")
  private String name;

  @Option(names = "--from-file", paramLabel = "FILE", description = "Take what is in this file.")
  private @Nullable Path file;

  @Mixin private Common common;

  private final Shell shell;

  SetBuildSecret(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (!BuildUpload.isName(name)) {
      throw CommandFailure.usage(
          "'%s' is not a secret's name".formatted(name),
          "the value is not given as an argument, for others see those");
    }
    var api = Api.signedIn(shell, common);
    var secret = CommandFailure.understood(() -> new NewBuildSecret(value()), "");
    api.http().put(Api.route("fleets", fleet, "build-secrets", name), secret);
    return new Answer(shell, common)
        .sentence(Map.of("set", name), _ -> "%s: set for builds of %s".formatted(name, fleet));
  }

  private SecretBytes value() {
    if (file != null) {
      return BuildSecretOption.read(shell.folder().resolve(file));
    }
    return shell
        .terminal()
        .askSecretly(name + ": ")
        .map(SecretBytes::of)
        .orElseGet(this::readInput);
  }

  /** To the last byte: a key's file ends in a line break, and some readers want it. */
  private SecretBytes readInput() {
    try {
      return SecretBytes.of(shell.terminal().in().readNBytes(BuildUpload.MAX_SECRET_BYTES + 1));
    } catch (IOException e) {
      throw CommandFailure.failed("could not read the value: " + e.getMessage(), "");
    }
  }
}
