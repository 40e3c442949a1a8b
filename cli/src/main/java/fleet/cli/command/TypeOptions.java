package fleet.cli.command;

import fleet.contract.devicetype.FleetTypes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what devices a fleet is for. */
final class TypeOptions {
  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "The type of devices that do not say more than their platform.")
  private @Nullable String type;

  @Option(
      names = "--accept",
      paramLabel = "TYPE|PLATFORM",
      split = ",",
      description = "Only such devices join; may be repeated. All do when not said.")
  private List<String> accepts = List.of();

  /** Nothing when nothing was said. */
  Optional<FleetTypes> wanted() {
    if (type == null && accepts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        CommandFailure.understood(
            () -> new FleetTypes(Optional.ofNullable(type), accepts),
            "fleet device type list shows the types; a platform is such as linux/arm64"));
  }
}
